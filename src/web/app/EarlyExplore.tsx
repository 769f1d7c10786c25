import { useLayoutEffect, useRef } from "react";
import { PlainInput } from "../editor/PlainInput.tsx";
import "../editor/queryInput.css";
import { earlyQuery } from "../lib/earlyQuery.ts";
import { appLocation, useLocation } from "../lib/location.ts";
import { recordOf, searchOf } from "../lib/useLinkState.ts";
import { PageSkeleton } from "./PageSkeleton.tsx";

/** The field of `domain/link/exploreLink` that holds the text of query A. */
const TEXT_FIELD = "a.q";

/** Links with several queries, or of another tool, are for Explore itself to read. */
const isForExplore = (keys: readonly string[]) =>
  keys.some((key) => /^(?:[b-j]\.|g\d|panes$|left$|rows$)/.test(key));

/**
 * Gives the focus on to Explore's own field, which takes the place of this one: right after the commit that swaps
 * them, since a key pressed a frame later would already be lost.
 */
function handOver(): void {
  queueMicrotask(() => {
    const field = document.querySelector<HTMLTextAreaElement>('[aria-label="Query A"]');
    field?.focus();
    field?.setSelectionRange?.(field.value.length, field.value.length);
  });
}

/**
 * Explore before its code and the sources are here: its frame, with a field that takes typing at once. What is typed
 * goes to the address, so Explore opens with it; what Enter is pressed on runs then.
 */
export function EarlyExplore() {
  const { search } = useLocation();
  const record = recordOf(search);
  const input = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const field = input.current;
    return () => {
      if (field && document.activeElement === field) handOver();
    };
  }, []);
  if (isForExplore(Object.keys(record))) return <PageSkeleton />;
  const text = record[TEXT_FIELD] ?? "";
  const change = (next: string) => {
    earlyQuery.type(text, next);
    appLocation.replaceSearch(searchOf({ ...record, [TEXT_FIELD]: next }));
  };
  return (
    <PageSkeleton>
      <span
        aria-hidden="true"
        className="mt-2 ml-3 grid size-5 place-items-center rounded-sm bg-fill-2 text-2xs leading-none font-semibold"
      >
        A
      </span>
      <div className="min-w-0 max-sm:col-span-2 max-sm:row-start-2 max-sm:px-3">
        <PlainInput
          inputRef={input}
          label="Query A"
          value={text}
          onChange={change}
          onRun={earlyQuery.run}
          // The field is what an empty page is opened for; Explore does the same.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={text === ""}
        />
      </div>
    </PageSkeleton>
  );
}
