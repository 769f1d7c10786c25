import type { Ref } from "react";
import { Button } from "../../../ui/Button.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import { Kbd } from "../../../ui/Kbd.tsx";

export interface RunButtonProps {
  readonly ref?: Ref<HTMLButtonElement>;
  readonly letter: string;
  /** The focused row has the page's one primary button; the others a quiet one. */
  readonly isFocused: boolean;
  readonly isRunning: boolean;
  readonly onRun: () => void;
  readonly onCancel: () => void;
}

export function RunButton({ ref, letter, isFocused, isRunning, onRun, onCancel }: RunButtonProps) {
  if (!isFocused) {
    const verb = isRunning ? "Cancel" : "Run";
    return (
      <IconButton
        ref={ref}
        icon={isRunning ? "x" : "play"}
        label={`${verb} query ${letter}`}
        onClick={isRunning ? onCancel : onRun}
        className="w-24 justify-start pl-2.5 max-sm:w-20"
      />
    );
  }
  if (isRunning) {
    return (
      <Button ref={ref} icon="x" aria-label="Cancel query" onClick={onCancel} className="w-24 max-sm:w-20">
        Cancel
      </Button>
    );
  }
  return (
    <Button
      ref={ref}
      variant="primary"
      icon="play"
      aria-label="Run query"
      onClick={onRun}
      className="w-24 max-sm:w-20"
    >
      Run
      <span className="max-sm:hidden">
        <Kbd>
          <Icon name="corner-down-left" size={12} />
        </Kbd>
      </span>
    </Button>
  );
}
