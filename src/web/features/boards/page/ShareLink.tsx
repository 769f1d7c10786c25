import { copyText } from "../../../lib/clipboard.ts";
import { Button } from "../../../ui/Button.tsx";
import { showToast } from "../../../ui/toasts.ts";

/** Copies the address, which holds range and choices. */
export function ShareLink() {
  const copy = async () => {
    const isCopied = await copyText(window.location.href);
    showToast(isCopied ? "Link copied" : "The browser did not allow copying; copy the address");
  };
  return (
    <Button icon="share-2" aria-label="Share" onClick={() => void copy()}>
      <span className="max-sm:hidden">Share</span>
    </Button>
  );
}
