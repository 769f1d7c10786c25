import { useState } from "react";

/** When this part of the page came up, epoch milliseconds: what "3 days ago" is counted from. */
export function useOpenedMs(): number {
  const [openedMs] = useState(() => Date.now());
  return openedMs;
}
