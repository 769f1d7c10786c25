import { useRef, useState } from "react";
import { formatValueText } from "../../../../domain/format/formatValue.ts";
import { appLocation } from "../../../lib/location.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { useElapsed } from "../../../ui/useElapsed.ts";
import { exploreSource } from "../exploreSource.ts";
import { FileInput } from "./FileInput.tsx";
import { useFileUpload } from "./useFileUpload.ts";

export interface AddFileDialogProps {
  readonly file: File;
  readonly onClose: () => void;
}

/** A file on its way to be a source: how far it is, and what was wrong with it; then Explore opens on it. */
export function AddFileDialog({ file, onClose }: AddFileDialogProps) {
  const input = useRef<HTMLInputElement>(null);
  const [startedAtMs] = useState(() => performance.now());
  const { share, problem } = useFileUpload(file, (source) => {
    onClose();
    appLocation.go(exploreSource(source));
  });
  const elapsedMs = useElapsed(startedAtMs, problem === undefined);
  const size = formatValueText(file.size, "bytes", { digits: 3 });
  return (
    <Dialog
      title="Look into a file"
      onClose={onClose}
      footer={
        <>
          <Button data-autofocus onClick={onClose}>
            {problem ? "Close" : "Cancel"}
          </Button>
          {problem && (
            <Button variant="primary" onClick={() => input.current?.click()}>
              Choose another file
            </Button>
          )}
          <FileInput ref={input} />
        </>
      }
    >
      <p className="flex items-baseline gap-2">
        <span className="mono min-w-0 text-code [overflow-wrap:anywhere]">{file.name}</span>
        <span className="num shrink-0 text-xs text-fg-2">{size}</span>
      </p>
      {problem ? (
        <ProblemNotice problem={problem} className="rounded border border-line-2" />
      ) : (
        <>
          <progress
            max={1}
            value={share}
            aria-label="Sent"
            className="h-1 w-full appearance-none overflow-hidden rounded-full border-0 bg-fill-2 accent-accent [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-fill-2 [&::-webkit-progress-value]:bg-accent"
          />
          <p className="num flex justify-between text-xs text-fg-2">
            <span role="status">
              {share < 1 ? `${Math.round(share * 100)}% sent` : "Reading its samples"}
            </span>
            <span>{(elapsedMs / 1000).toFixed(1)} s</span>
          </p>
        </>
      )}
    </Dialog>
  );
}
