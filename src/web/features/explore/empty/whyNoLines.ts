import { replaceMatcher } from "../../../../domain/query/logql/edit.ts";
import { type LogMatcher, logSelectors, matcherText } from "../../../../domain/query/logql/matchers.ts";
import { nearestName } from "../../../../domain/query/nearestName.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { nothingAtAll } from "./tenantWords.ts";
import type { Why } from "./Why.ts";

/** What is asked of the source to find out why; each bounded by a range. */
export interface WhyClient {
  readonly labels: (range: ResolvedRange) => Promise<readonly string[]>;
  readonly values: (label: string, range: ResolvedRange) => Promise<readonly string[]>;
  /** Whether any stream fits a selector. */
  readonly hasStreams: (selector: string, range: ResolvedRange) => Promise<boolean>;
  /** Time of a selector's oldest or newest line, epoch milliseconds; null for none. */
  readonly edge: (
    selector: string,
    side: "oldest" | "newest",
    range: ResolvedRange,
  ) => Promise<number | null>;
}

export interface WhyContext {
  /** As typed. */
  readonly expr: string;
  readonly range: ResolvedRange;
  readonly nowMs: number;
  /** Names of the headers the source is asked with. */
  readonly headerNames?: readonly string[];
}

const DAY_MS = 86_400_000;
/** Loki's own default of the longest query is 721 h; older than that few keep. */
const FAR_MS = 30 * DAY_MS;
const HOUR_MS = 3_600_000;

/** Matchers that an absent label fits say nothing about it. */
const isTelling = ({ op, value }: LogMatcher) => (op === "=" || op === "=~") && value !== "";

/** Why a query has no line (F40, L4): the nearest cause that the source's own names and streams tell. */
export async function whyNoLines(
  { expr, range, nowMs, headerNames = [] }: WhyContext,
  client: WhyClient,
): Promise<Why | null> {
  const [selector] = logSelectors(expr);
  if (!selector) return null;
  const text = expr.slice(selector.from, selector.to);
  if (await client.hasStreams(text, range)) {
    const isBare = expr.trim() === text;
    if (isBare) return null;
    return {
      text: "Streams fit the selector, but none of their lines passes what stands behind it.",
      fix: { label: "Show all their lines", expr: text },
    };
  }
  // Without the range itself, which was asked: Loki refuses what is longer than its limit.
  const far = { startMs: nowMs - FAR_MS + HOUR_MS, endMs: nowMs };
  const names = await client.labels(far);
  if (names.length === 0) {
    return { text: nothingAtAll("The source shows no label at all for the last 30 days.", headerNames) };
  }
  const wrong = await wrongMatcher({ expr, matchers: selector.matchers, names, far }, client);
  if (wrong) return wrong;
  return (
    (await outsideOf(text, { range, far }, client)) ??
    culprit({ expr, selector: text, matchers: selector.matchers, far }, client)
  );
}

interface NameCheck {
  readonly expr: string;
  readonly matchers: readonly LogMatcher[];
  readonly names: readonly string[];
  readonly far: ResolvedRange;
}

/** A label or value that the source does not know. */
async function wrongMatcher(
  { expr, matchers, names, far }: NameCheck,
  client: WhyClient,
): Promise<Why | null> {
  for (const [index, matcher] of matchers.entries()) {
    if (!isTelling(matcher)) continue;
    if (!names.includes(matcher.name)) {
      const near = nearestName(matcher.name, names);
      const told = `There is no label "${matcher.name}".`;
      if (near === null) return { text: `${told} The source has ${names.slice(0, 8).join(", ")}.` };
      const mended = replaceMatcher(expr, index, { ...matcher, name: near });
      return { text: `${told} Did you mean ${near}?`, fix: { label: `Use ${near}`, expr: mended } };
    }
    if (matcher.op !== "=") continue;
    const values = await client.values(matcher.name, far);
    if (values.includes(matcher.value)) continue;
    const near = nearestName(matcher.value, values);
    const told = `The label ${matcher.name} has no value "${matcher.value}".`;
    if (near === null) return { text: `${told} It has ${values.slice(0, 5).join(", ")}.` };
    const mended = replaceMatcher(expr, index, { ...matcher, value: near });
    return { text: `${told} Did you mean "${near}"?`, fix: { label: `Use "${near}"`, expr: mended } };
  }
  return null;
}

interface Spans {
  readonly range: ResolvedRange;
  readonly far: ResolvedRange;
}

/** Lines of the selector that lie before or after the range. */
async function outsideOf(selector: string, { range, far }: Spans, client: WhyClient): Promise<Why | null> {
  if (!(await client.hasStreams(selector, far))) return null;
  const lengthMs = range.endMs - range.startMs;
  const oldest = await client.edge(selector, "oldest", far);
  if (oldest !== null && oldest >= range.endMs) {
    const isKnown = range.endMs > far.startMs;
    return {
      text: isKnown
        ? "The range ends before the source's oldest line of these streams; older ones may have expired."
        : "These streams have lines of the last 30 days, but none in this range; older ones may have expired.",
      fix: { label: "Go to the oldest lines", range: { startMs: oldest, endMs: oldest + lengthMs } },
    };
  }
  const newest = await client.edge(selector, "newest", far);
  if (newest !== null && newest < range.startMs) {
    return {
      text: "These streams have lines, but all of them are before the range.",
      fix: {
        label: "Go to the newest lines",
        range: { startMs: newest + 1000 - lengthMs, endMs: newest + 1000 },
      },
    };
  }
  return null;
}

interface Combination extends Omit<NameCheck, "names"> {
  readonly selector: string;
}

/** Every label and value is known, so that one matcher too many stands between the others and their streams. */
async function culprit({ expr, matchers, far }: Combination, client: WhyClient): Promise<Why | null> {
  if (matchers.length < 2) return null;
  for (const [index, matcher] of matchers.entries()) {
    const rest = `{${matchers
      .filter((_one, at) => at !== index)
      .map((one) => matcherText(one))
      .join(", ")}}`;
    if (!(await client.hasStreams(rest, far))) continue;
    const dropped = expr.replace(expr.slice(...spanOf(expr)), rest);
    return {
      text: `No stream has all of these labels; without ${matcherText(matcher)} there are some.`,
      fix: { label: `Drop ${matcher.name}`, expr: dropped },
    };
  }
  return null;
}

function spanOf(expr: string): [number, number] {
  const [selector] = logSelectors(expr);
  return [selector?.from ?? 0, selector?.to ?? 0];
}
