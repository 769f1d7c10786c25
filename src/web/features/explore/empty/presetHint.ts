import { apiOf } from "../../../../contract/apiOf.ts";
import type { SourceView } from "../../../../contract/sources.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { Why } from "./Why.ts";

/** What a preset knows of the times its hosts hold. */
export interface PresetHint extends Why {
  /** The whole range is elsewhere: there is nothing to ask this host about it. */
  readonly isWhole: boolean;
}

type Host = Pick<SourceView, "id" | "name" | "kind" | "url" | "preset">;

export interface HintContext {
  readonly source: Host;
  /** All of them: one may be the host that is named. */
  readonly sources: readonly Host[];
  readonly range: ResolvedRange;
  readonly nowMs: number;
}

interface Move {
  readonly legacyHost: string;
  readonly atMs: number;
  readonly day: string;
  readonly what: string;
}

/**
 * CoreWeave's moves: what was collected before lies on another host.
 * Source: CoreWeave, "Query observability data", Legacy metrics and Legacy logs.
 */
const MOVES: Readonly<Record<ReturnType<typeof apiOf>, Move>> = {
  prometheus: {
    legacyHost: "prometheus-legacy.ord1.coreweave.com",
    atMs: Date.UTC(2024, 9, 21),
    day: "21 October 2024",
    what: "metrics",
  },
  loki: {
    legacyHost: "observe-legacy.coreweave.com",
    atMs: Date.UTC(2025, 2, 1),
    day: "March 2025",
    what: "logs",
  },
};
const DAY_MS = 86_400_000;
/** Older logs than this may have expired (F40). */
const LOGS_KEPT_MS = 14 * DAY_MS;

const hostOf = ({ url }: Host) => (URL.canParse(url) ? new URL(url).hostname : "");

/** Why a host of a preset may have nothing for a range (F40); null where its preset says nothing about it. */
export function presetHint(context: HintContext): PresetHint | null {
  const { source, range, nowMs } = context;
  if (source.preset !== "coreweave") return null;
  const move = MOVES[apiOf(source.kind)];
  if (hostOf(source) === move.legacyHost) return legacyHint(context, move);
  if (range.startMs < move.atMs) {
    const isWhole = range.endMs <= move.atMs;
    return {
      text: `CoreWeave's ${move.what} from before ${move.day} are on ${move.legacyHost}.`,
      ...fixTo(context, (host) => host === move.legacyHost),
      isWhole,
    };
  }
  if (source.kind === "loki" && range.endMs < nowMs - LOGS_KEPT_MS) {
    return { text: "Logs older than two weeks may have expired.", isWhole: false };
  }
  return null;
}

function legacyHint(context: HintContext, { atMs, day, what, legacyHost }: Move): PresetHint | null {
  if (context.range.endMs <= atMs) return null;
  return {
    text: `This host holds only ${what} from before ${day}; newer ones are on CoreWeave's current hosts.`,
    ...fixTo(context, (host) => host !== legacyHost),
    isWhole: context.range.startMs >= atMs,
  };
}

/** The first source of the preset on such a host: of the current ones that is the Global host. */
function fixTo({ source, sources }: HintContext, isWanted: (host: string) => boolean): Pick<Why, "fix"> {
  const other = sources.find(
    (one) => one.preset === source.preset && one.kind === source.kind && isWanted(hostOf(one)),
  );
  return other ? { fix: { label: `Ask ${other.name}`, sourceId: other.id } } : {};
}
