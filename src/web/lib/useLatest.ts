import { type RefObject, useLayoutEffect, useRef } from "react";

/** A ref to the newest value, for handlers and timers that outlive a render; not to be read while rendering. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
