import { pageFeed } from "./pageFeed.ts";
import type { Source, SourceFeed } from "./Source.ts";
import { withVersion } from "./sourceVersion.ts";

export interface EmbeddedChoice {
  /** The configuration's `demo`. */
  readonly demo: boolean | undefined;
  /** Is any other source configured or added? */
  readonly hasOthers: boolean;
}

const SELF_QUERY = "rate(process_cpu_seconds_total[1m])";

/**
 * The sources that Sightglass brings itself: its own metrics and a demo cluster where nothing else is configured;
 * beside real sources both only with `demo: true`. `demo: false` leaves out the demo.
 */
export function embeddedSources({ demo, hasOthers }: EmbeddedChoice): Source[] {
  if (hasOthers && demo !== true) return [];
  const self = embedded(
    "self",
    { name: "Sightglass itself", firstQuery: SELF_QUERY },
    pageFeed({ type: "self" }),
  );
  if (demo === false) return [self];
  return [embedded("demo", { name: "Demo shop" }, { type: "demo" }), self];
}

function embedded(
  preset: "demo" | "self",
  facts: Pick<Source, "name" | "firstQuery">,
  feed: SourceFeed,
): Source {
  return withVersion({
    id: `${preset}-metrics`,
    ...facts,
    kind: "openmetrics",
    baseOrigin: "",
    prefix: "",
    auth: { type: "none" },
    headers: new Map(),
    tls: { insecureSkipVerify: false },
    timeoutMs: 60_000,
    metadataTimeoutMs: 15_000,
    minStepMs: feed.type === "self" ? feed.intervalMs : 15_000,
    origin: "embedded",
    preset,
    feed,
    allowPrivate: true,
  });
}
