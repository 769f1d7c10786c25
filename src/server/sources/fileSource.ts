import { addedDefaults } from "./addedDefaults.ts";
import { MEMORY_BYTES } from "./pageFeed.ts";
import type { Source } from "./Source.ts";
import { withVersion } from "./sourceVersion.ts";

/** A dump that somebody added in the page; `path`: where it is kept. */
export function fileSource({ id, name, path }: Pick<Source, "id" | "name"> & { path: string }): Source {
  return withVersion({
    ...addedDefaults(undefined, { kind: "openmetrics", url: "" }),
    id,
    name,
    kind: "openmetrics",
    baseOrigin: "",
    prefix: "",
    auth: { type: "none" },
    headers: new Map(),
    tls: { insecureSkipVerify: false },
    feed: { type: "file", path, memoryBytes: MEMORY_BYTES },
    allowPrivate: true,
  });
}
