import { useRef, useState } from "react";

/** Quicker answers need no words. */
const QUICK_MS = 200;

export interface Looking {
  /** A search has taken long enough to say so. */
  readonly isLooking: boolean;
  /** An earlier search that ends after a later one began answers null. */
  readonly look: <T>(search: () => Promise<T>) => Promise<T | null>;
}

/** Runs one search at a time. */
export function useLooking(): Looking {
  const turn = useRef(0);
  const [isLooking, setLooking] = useState(false);
  const look = async <T>(search: () => Promise<T>): Promise<T | null> => {
    turn.current += 1;
    const mine = turn.current;
    const timer = window.setTimeout(() => setLooking(true), QUICK_MS);
    try {
      const found = await search();
      return mine === turn.current ? found : null;
    } finally {
      window.clearTimeout(timer);
      if (mine === turn.current) setLooking(false);
    }
  };
  return { isLooking, look };
}
