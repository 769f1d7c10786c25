import { useState, type ComponentProps } from "react";
import { Badge } from "./Badge.tsx";
import { IconButton } from "./IconButton.tsx";
import { Input } from "./Input.tsx";

export interface PasswordInputProps extends Omit<ComponentProps<"input">, "size" | "type"> {
  /** What is typed here is stored and never shown again. */
  readonly isWriteOnly?: boolean;
}

/** A secret: hidden unless the eye is pressed, never offered to a password manager as a login. */
export function PasswordInput({ isWriteOnly = false, ...rest }: PasswordInputProps) {
  const [isShown, setShown] = useState(false);
  return (
    <Input
      icon="key-round"
      type={isShown ? "text" : "password"}
      autoComplete="off"
      spellCheck={false}
      data-1p-ignore
      data-lpignore="true"
      end={
        <>
          {rest.value ? (
            <IconButton
              size="sm"
              icon={isShown ? "eye-off" : "eye"}
              label={isShown ? "Hide what is typed" : "Show what is typed"}
              onClick={() => setShown(!isShown)}
            />
          ) : null}
          {isWriteOnly && <Badge>write-only</Badge>}
        </>
      }
      {...rest}
    />
  );
}
