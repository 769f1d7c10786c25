import { useState } from "react";
import type { SourceView } from "../../../../contract/sources.ts";
import { isRemembered, rememberInSession } from "../../../lib/sessionMemory.ts";
import { Notice } from "../../../ui/Notice.tsx";

const keyOf = (sourceId: string) => `told-note:${sourceId}`;

/** What the provider of a source wants said of it ("not for billing purposes"); once dismissed, not again in this tab. */
export function SourceNote({ source }: { readonly source: SourceView | undefined }) {
  const [dismissed, setDismissed] = useState("");
  if (!source?.note || dismissed === source.id || isRemembered(keyOf(source.id))) return null;
  const dismiss = () => {
    rememberInSession(keyOf(source.id));
    setDismissed(source.id);
  };
  return (
    <Notice tone="info" title={source.name} onDismiss={dismiss}>
      {source.note}
    </Notice>
  );
}
