import { useRef } from "react";
import { Icon } from "../../../ui/Icon.tsx";
import { FileInput } from "./FileInput.tsx";

/** Among the presets: a file instead of an address, for whoever does not drag. */
export function FileChoice() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        onClick={() => input.current?.click()}
        className="grid w-full grid-cols-[minmax(0,1fr)_16px] items-center gap-x-3 gap-y-0.5 border-t border-line-1 py-2.25 text-left hover:text-accent-fg focus-visible:rounded-sm focus-visible:outline-offset-3"
      >
        <b className="font-medium">Choose a file</b>
        <Icon name="upload" className="col-start-2 row-span-2 row-start-1 text-fg-2" />
        <small className="text-xs text-fg-2">
          An OpenMetrics dump or a saved /metrics page; or drop it here
        </small>
      </button>
      <FileInput ref={input} />
    </>
  );
}
