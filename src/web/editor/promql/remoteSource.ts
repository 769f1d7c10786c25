import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { CompletionClient, CompletionPage } from "../EditorTypes.ts";
import type { CompletionPlan } from "./CompletionPlan.ts";
import { labelNameOptions, labelValueOptions, metricOptions } from "./remoteOptions.ts";
import type { PromqlCompletion } from "./PromqlCompletion.ts";
import { matchOf, planOf } from "./staticSource.ts";

/** Builds the options for a plan of the same kind out of one answer; run again while typing narrows it. */
type BuildOptions = (plan: CompletionPlan) => readonly PromqlCompletion[];

interface Answer {
  readonly build: BuildOptions;
  readonly isCut: boolean;
}

/** Metrics, label names and label values, from the client of the moment. */
export function remoteSource(
  clientOf: () => CompletionClient | undefined,
): (context: CompletionContext) => Promise<CompletionResult | null> {
  return async (context) => {
    const client = clientOf();
    const plan = planOf(context);
    if (client === undefined || plan === null) return null;
    const controller = new AbortController();
    context.addEventListener("abort", () => controller.abort(), { onDocChange: true });
    try {
      const found = await ask(client, plan, { isExplicit: context.explicit, signal: controller.signal });
      return found === null ? null : resultOf(found, plan);
    } catch {
      // Superseded or refused: completion is a help, so its failure is no news. The query's own run reports faults.
      return null;
    }
  };
}

interface AskOptions {
  readonly isExplicit: boolean;
  readonly signal: AbortSignal;
}

async function ask(
  client: CompletionClient,
  plan: CompletionPlan,
  { isExplicit, signal }: AskOptions,
): Promise<Answer | null> {
  switch (plan.kind) {
    case "operand":
    case "quotedMetric": {
      if (plan.typed === "" && !isExplicit) return null;
      const names = client.metricNames({ prefix: plan.typed, match: plan.match, signal });
      const [page, metadata] = await Promise.all([names, metadataSoon(client, signal)]);
      return answer(page, (next) => metricOptions(page, next, { metadata, client }));
    }
    case "labelName": {
      const page = await client.labelNames({ matches: plan.matches, signal });
      return answer(page, (next) => labelNameOptions(page, next));
    }
    case "labelValue": {
      const { label, match, typed } = plan;
      const page = await client.labelValues({ label, match, prefix: typed, signal });
      return answer(page, (next) => labelValueOptions(page, next));
    }
    case "operator":
    case "matchOperator":
    case "duration":
      return null;
  }
}

function answer(page: CompletionPage<string>, build: BuildOptions): Answer {
  return { build, isCut: page.isCut };
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

function resultOf(found: Answer, plan: CompletionPlan): CompletionResult | null {
  const options: readonly Completion[] = found.build(plan);
  if (options.length === 0) return null;
  return {
    from: plan.from,
    to: plan.to,
    options,
    filter: false,
    getMatch: matchOf,
    update: (...[, , , context]) => {
      const next = planOf(context);
      return next !== null && staysWithin(found, plan, next) ? resultOf(found, next) : null;
    },
  };
}

/** A whole answer also holds what further typing in the same place wants; a cut one may not, so it is asked anew. */
function staysWithin(found: Answer, before: CompletionPlan, next: CompletionPlan): boolean {
  if (next.kind !== before.kind || next.from !== before.from) return false;
  return next.kind === "labelName" || (!found.isCut && next.typed.startsWith(before.typed));
}
