import type { SourceView } from "../../../contract/sources.ts";
import type { BrowseSource } from "../../../domain/browse/BrowseMessages.ts";
// The address of a file of its own, not an import of its code: the worker's layer stays apart.
// oxlint-disable-next-line import/default -- Vite's `?worker&url` gives the address
import workerUrl from "../../worker/browseWorker.ts?worker&url";
import { withBase } from "../basePath.ts";
import { trustedScriptUrl } from "../trustedTypes.ts";
import { createBrowseClient } from "./createBrowseClient.ts";

/** The page's one browse worker: names, labels, values and series of every source (see `BrowseCalls`). */
export const askBrowser = createBrowseClient(
  () => new Worker(trustedScriptUrl(workerUrl), { type: "module", name: "browse" }),
);

/** A source as the browse worker asks it. */
export function browseSource({ id, kind }: Pick<SourceView, "id"> & { readonly kind: string }): BrowseSource {
  return {
    id,
    baseUrl: withBase(`/api/sources/${encodeURIComponent(id)}`),
    kind: kind === "loki" ? "loki" : "prometheus",
  };
}
