import { useState } from "react";
import { Notice } from "../../../ui/Notice.tsx";
import type { StatusFacts } from "./statusFacts.ts";

/** What the source said about its answer: warnings and partial data in sight until dismissed, notes a click away. */
export function ResultNotices({ facts }: { readonly facts: StatusFacts }) {
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const partial = facts.isPartial ? ["Some of what was asked is missing, so sums are too low."] : [];
  const shown = [...partial, ...facts.warnings].filter((text) => !dismissed.has(text));
  return shown.map((text) => (
    <Notice
      key={text}
      tone="warn"
      title={partial.includes(text) ? "Partial data" : "Warning"}
      onDismiss={() => setDismissed(new Set([...dismissed, text]))}
    >
      {text}
    </Notice>
  ));
}
