import { promqlSelectors } from "../../../../domain/browse/promqlSelector.ts";
import { buildNameIndex } from "../../../../domain/browse/nameIndex.ts";
import { nearestMetric } from "../../../../domain/browse/nearestMetric.ts";
import type { Pill } from "../../../../domain/browse/QuerySelector.ts";
import type { Labels } from "../../../../domain/frame/Frame.ts";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import type { SeriesWhyClient } from "./seriesWhyClient.ts";

/** A series and when it has samples. */
export interface HeldSeries {
  readonly labels: Labels;
  readonly fromMs: number;
  readonly toMs: number;
}

function fits(labels: Labels, { name, operator, value }: Pill): boolean {
  const own = labels[name] ?? "";
  const isFit = operator.endsWith("~") ? new RegExp(`^(?:${value})$`).test(own) : own === value;
  return operator.startsWith("!") ? !isFit : isFit;
}

/** A source in memory that answers as Prometheus does, and what it was asked. */
export function aSource(held: readonly HeldSeries[]) {
  const asked: string[] = [];
  const found = (match: string, { startMs, endMs }: ResolvedRange): readonly Labels[] => {
    const [selector] = promqlSelectors(match);
    if (match !== "" && !selector) throw new Error(`cannot read ${match}`);
    return held
      .filter(({ fromMs, toMs }) => fromMs <= endMs && toMs >= startMs)
      .map(({ labels }) => labels)
      .filter((labels) => selector?.pills.every((pill) => fits(labels, pill)) ?? true);
  };
  const client: SeriesWhyClient = {
    async has(match, range) {
      asked.push(`has ${match}`);
      return found(match, range).length > 0;
    },
    async nearestMetric(name, range) {
      asked.push(`nearest ${name}`);
      const names = [...new Set(found("", range).map(({ __name__ = "" }) => __name__))];
      return { names: names.length, near: nearestMetric(buildNameIndex(names), name) };
    },
    async labels(match, range) {
      asked.push(`labels ${match}`);
      const names = new Set(found(match, range).flatMap((labels) => Object.keys(labels)));
      return [...names].filter((name) => name !== "__name__").toSorted();
    },
    async values(label, match, range) {
      asked.push(`values ${label} ${match}`);
      return [...new Set(found(match, range).flatMap((labels) => labels[label] ?? []))].toSorted();
    },
  };
  return { client, asked };
}
