import { lazy, Suspense, useState } from "react";
import { Button } from "../../ui/Button.tsx";
import type { ShareOrder } from "./ShareOrder.ts";

const ShareDialog = lazy(async () => ({ default: (await import("./ShareDialog.tsx")).ShareDialog }));

export function ShareButton({ order }: { readonly order: ShareOrder }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon="share-2" aria-label="Share" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span className="max-sm:hidden">Share</span>
      </Button>
      {isOpen && (
        <Suspense>
          <ShareDialog order={order} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
