import { useRef, useState } from "react";
import { IconButton } from "../../../ui/IconButton.tsx";
import { Popover } from "../../../ui/Popover.tsx";

export interface PanelHelpProps {
  readonly name: string;
  readonly help: string;
}

/** What the panel is, for somebody who has never seen it. */
export function PanelHelp({ name, help }: PanelHelpProps) {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  return (
    <>
      <IconButton
        ref={anchor}
        icon="circle-help"
        size="sm"
        label={`About ${name}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && (
        <Popover
          anchor={anchor}
          label={`About ${name}`}
          onClose={() => setOpen(false)}
          className="max-w-80 p-3"
        >
          <p className="whitespace-pre-line">{help}</p>
        </Popover>
      )}
    </>
  );
}
