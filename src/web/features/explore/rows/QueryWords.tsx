import { Icon } from "../../../ui/Icon.tsx";

/** Goes on after the colon; names and abbreviations stay as they are written. */
const midSentence = (text: string) => text.replace(/^[A-Z](?=[a-z]*\s)/, (first) => first.toLowerCase());

/** What a query asks, in plain words, for somebody who does not read PromQL yet. */
export function QueryWords({ text }: { readonly text: string }) {
  return (
    <p className="flex min-h-5 items-start gap-2 pb-2 pl-11 text-xs text-fg-2 max-sm:px-3">
      <Icon name="book-open" size={14} className="mt-0.5 shrink-0" />
      <span>In words: {midSentence(text)}</span>
    </p>
  );
}
