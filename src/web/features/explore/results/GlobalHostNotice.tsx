import { useState } from "react";
import type { SourceView } from "../../../../contract/sources.ts";
import { readStored, writeStored } from "../../../lib/storage.ts";
import { Notice } from "../../../ui/Notice.tsx";

export interface GlobalHostNoticeProps {
  readonly source: SourceView | undefined;
  readonly hasAnswered: boolean;
}

const GLOBAL_HOST = "observe.coreweave.com";
const keyOf = (sourceId: string) => `told-global-host:${sourceId}`;

/** CoreWeave: "Super Regional endpoints can return more complete results for large or detailed queries." */
export function isGlobalHost({ preset, url }: SourceView): boolean {
  return preset === "coreweave" && URL.canParse(url) && new URL(url).hostname === GLOBAL_HOST;
}

/** Says once per source that another host may know more (F35); dismissed, it never comes back. */
export function GlobalHostNotice({ source, hasAnswered }: GlobalHostNoticeProps) {
  const [dismissed, setDismissed] = useState("");
  if (!source || !hasAnswered || dismissed === source.id || !isGlobalHost(source)) return null;
  if (readStored(keyOf(source.id), (value) => value === true)) return null;
  const dismiss = () => {
    writeStored(keyOf(source.id), true);
    setDismissed(source.id);
  };
  return (
    <Notice tone="info" title={source.name} onDismiss={dismiss}>
      The Global host may leave out part of a large answer. A Super Region&apos;s own host, such as
      observe.us-east.coreweave.com, may return more.
    </Notice>
  );
}
