import type { Ref } from "react";
import { offerFile } from "../../../lib/offeredFile.ts";

/** The browser's own way to choose a file, opened by a click on it from elsewhere; what is chosen is offered as a source. */
export function FileInput({ ref }: { readonly ref: Ref<HTMLInputElement> }) {
  return (
    <input
      ref={ref}
      type="file"
      hidden
      accept=".om,.txt,.prom,.metrics,.openmetrics,text/plain"
      onChange={(event) => {
        const [file] = event.currentTarget.files ?? [];
        // The same file again is a change too.
        event.currentTarget.value = "";
        if (file) offerFile(file);
      }}
    />
  );
}
