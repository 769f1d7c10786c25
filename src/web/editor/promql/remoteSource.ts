import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { createRemoteSource } from "../completion/remoteSource.ts";
import type { Answer, AskOptions } from "../completion/remoteSource.ts";
import type { CompletionClient, CompletionPage } from "../EditorTypes.ts";
import type { CompletionPlan } from "./CompletionPlan.ts";
import { labelNameOptions, labelValueOptions, metricOptions } from "./remoteOptions.ts";
import { planOf } from "./staticSource.ts";

/** Metrics, label names and label values, from the client of the moment. */
export function remoteSource(
  clientOf: () => CompletionClient | undefined,
): (context: CompletionContext) => Promise<CompletionResult | null> {
  return createRemoteSource<CompletionPlan>({
    planOf,
    ask: async (plan, options) => {
      const client = clientOf();
      return client === undefined ? null : ask(client, plan, options);
    },
  });
}

async function ask(
  client: CompletionClient,
  plan: CompletionPlan,
  { isExplicit, signal }: AskOptions,
): Promise<Answer<CompletionPlan> | null> {
  switch (plan.kind) {
    case "operand":
    case "quotedMetric": {
      if (plan.typed === "" && !isExplicit) return null;
      const names = client.metricNames({ prefix: plan.typed, match: plan.match, signal });
      const [page, metadata] = await Promise.all([names, metadataSoon(client, signal)]);
      return { build: (next) => metricOptions(page, next, { metadata, client }), holdsFor: holdsFor(page) };
    }
    case "labelName": {
      const page = await client.labelNames({ matches: plan.matches, signal });
      return { build: (next) => labelNameOptions(page, next), holdsFor: "any" };
    }
    case "labelValue": {
      const { label, match, typed } = plan;
      const page = await client.labelValues({ label, match, prefix: typed, signal });
      return { build: (next) => labelValueOptions(page, next), holdsFor: holdsFor(page) };
    }
    case "operator":
    case "matchOperator":
    case "duration":
      return null;
  }
}

/** A whole answer also holds what further typing wants; a cut one may not, so it is asked anew. */
function holdsFor(page: CompletionPage<string>): "longer" | "none" {
  return page.isCut ? "none" : "longer";
}

/** How long names wait for their types. Metadata is asked once a day; a slow server must not hold the popup back. */
const METADATA_WAIT_MS = 150;

async function metadataSoon(
  client: CompletionClient,
  signal: AbortSignal,
): Promise<Awaited<ReturnType<CompletionClient["metadata"]>>> {
  const none = new Map<string, never>();
  const late = new Promise<typeof none>((resolve) => {
    setTimeout(() => resolve(none), METADATA_WAIT_MS);
  });
  return Promise.race([client.metadata({ signal }).catch(() => none), late]);
}
