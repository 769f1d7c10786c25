import { lazy, Suspense, useEffect, useState } from "react";
import { FILE_LIMIT_BYTES } from "../../contract/fileLimit.ts";
import { offerFile, useOfferedFile } from "../lib/offeredFile.ts";
import { useLatest } from "../lib/useLatest.ts";
import { useSources } from "../lib/sources.ts";
import { Icon } from "../ui/Icon.tsx";
import { showToast } from "../ui/toasts.ts";

const AddFileDialog = lazy(async () => ({
  default: (await import("../features/sources/files/AddFileDialog.tsx")).AddFileDialog,
}));

/** A file dropped anywhere on the window becomes a source. Text and links that are dragged are nobody's business here. */
export function FileDrop() {
  const canAdd = useSources().data?.canAdd === true;
  const isOver = useFileDrag((file) => {
    if (canAdd) offerFile(file);
    else showToast("Sources cannot be added here");
  });
  const offered = useOfferedFile();
  return (
    <>
      {isOver && canAdd && (
        <div className="pointer-events-none fixed inset-0 z-60 grid place-content-center bg-surface-1/85 p-6">
          <div className="flex flex-col items-center gap-1 rounded border-2 border-dashed border-accent bg-surface-3 px-10 py-8 text-center shadow-float">
            <Icon name="file-text" size={20} className="mb-1 text-accent-fg" />
            <p className="text-md font-semibold">Drop to look inside</p>
            <p className="text-fg-2">
              An OpenMetrics dump or a saved /metrics page, up to {FILE_LIMIT_BYTES / 1024 ** 2} MiB
            </p>
          </div>
        </div>
      )}
      {offered && (
        <Suspense>
          <AddFileDialog key={keyOf(offered)} file={offered} onClose={() => offerFile(null)} />
        </Suspense>
      )}
    </>
  );
}

const keyOf = ({ name, size, lastModified }: File) => `${name} ${size} ${lastModified}`;

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") === true;

/** Whether files are being dragged over the window; `onDrop` gets the first one dropped. */
function useFileDrag(onDrop: (file: File) => void): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useLatest(onDrop);
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    // Without this the browser leaves the page for the file.
    const allow = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    // Left when the pointer goes to nothing of this window; inside, every element says that it was left.
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (file) latest.current(file);
    };
    window.addEventListener("dragenter", allow, { signal });
    window.addEventListener("dragover", allow, { signal });
    window.addEventListener("dragleave", leave, { signal });
    window.addEventListener("drop", drop, { signal });
    window.addEventListener("dragend", () => setOver(false), { signal });
    return () => ending.abort();
  }, [latest]);
  return isOver;
}
