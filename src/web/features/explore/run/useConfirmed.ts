import { useState } from "react";

const NONE: ReadonlySet<string> = new Set();

/** Letters whose queries the reader has agreed to run over their source's budget; the next Run asks anew. */
export function useConfirmed() {
  const [confirmed, setConfirmed] = useState(NONE);
  return {
    confirmed,
    confirm: (letter: string) => setConfirmed(new Set([...confirmed, letter])),
    forget: () => confirmed.size > 0 && setConfirmed(NONE),
  };
}
