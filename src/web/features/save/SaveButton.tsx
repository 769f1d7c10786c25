import { lazy, Suspense, useState } from "react";
import { Button } from "../../ui/Button.tsx";
import type { SaveSlot } from "./SaveDialog.tsx";

const SaveDialog = lazy(async () => ({ default: (await import("./SaveDialog.tsx")).SaveDialog }));

/** Keeps what Explore shows as a panel of a board. */
export function SaveButton(slot: SaveSlot) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon="bookmark" aria-label="Save panel" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span className="max-sm:hidden">Save panel</span>
      </Button>
      {isOpen && (
        <Suspense>
          <SaveDialog {...slot} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
