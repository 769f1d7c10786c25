import { type RefObject, useLayoutEffect, useRef } from "react";

/** A ref to the newest value, for listeners that outlive a render; not to be read while rendering. */
export function useLatestRef<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
