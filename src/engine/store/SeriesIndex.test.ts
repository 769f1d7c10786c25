import fc from "fast-check";
import { expect, it } from "vitest";
import { compareLabels } from "../labels/compareLabels.ts";
import { createMatcher, matchesAll } from "../labels/LabelMatcher.ts";
import { Labels } from "../labels/Labels.ts";
import { finish } from "../work/Work.ts";
import { SeriesIndex, UNRANKED, type IndexedSeries } from "./SeriesIndex.ts";

const value = fc.constantFrom("", "a", "b", "ab", "é");
const labels = fc
  .record({ __name__: fc.constantFrom("up", "down"), job: value, pod: value })
  .map((record) => Labels.from(record));
const matcher = fc
  .tuple(
    fc.constantFrom("__name__", "job", "pod", "zone"),
    fc.constantFrom("=", "!=", "=~", "!~"),
    fc.constantFrom("", "a", "b", "up", "a|b", "a.*", ".*", ".+", "a?", "(?i)A"),
  )
  .map(([name, operator, text]) => createMatcher(name, operator, text));

const entry = (own: Labels): IndexedSeries => ({ labels: own, rank: UNRANKED });

function indexOf(all: readonly IndexedSeries[]): SeriesIndex<IndexedSeries> {
  const index = new SeriesIndex<IndexedSeries>();
  for (const series of all) index.add(series);
  finish(index.commit());
  return index;
}

it("finds what filtering everything finds, in the order of labels, also after additions and removals", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(labels, { selector: (own) => own.key, maxLength: 30 }),
      fc.array(fc.array(matcher, { maxLength: 3 }), { maxLength: 3 }),
      fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 30, maxLength: 30 }),
      (all, selections, fates) => {
        const first = all.filter((_, i) => fates[i] !== 0).map(entry);
        const index = indexOf(first);
        const gone = new Set(first.filter((_, i) => i % 3 === 0));
        finish(index.remove(gone));
        const later = all.filter((_, i) => fates[i] === 0).map(entry);
        for (const series of later) index.add(series);
        finish(index.commit());
        const expected = [...first.filter((series) => !gone.has(series)), ...later]
          .map((series) => series.labels)
          .filter((own) => selections.length === 0 || selections.some((one) => matchesAll(own, one)))
          .toSorted(compareLabels);
        expect(finish(index.selectAny(selections)).map((series) => series.labels)).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});

it("shows a reader under way nothing of an addition, and no more of what was removed", () => {
  const many = Array.from({ length: 2_000 }, (_, i) =>
    entry(Labels.from({ __name__: "up", pod: String(i) })),
  );
  const index = indexOf(many.slice(0, 1_999));
  const reading = index.select([createMatcher("__name__", "=", "up")]);
  reading.next();
  const [removed, added] = [many[5], many[1_999]];
  if (removed === undefined || added === undefined) throw new Error("series are missing");
  finish(index.remove(new Set([removed])));
  index.add(added);
  const found = finish(reading);
  expect(found).toHaveLength(1_998);
  expect(found).not.toContain(removed);
  expect(found).not.toContain(added);
  finish(index.commit());
  expect(finish(index.select([]))).toContain(added);
});

it("looks only at series of the narrowest condition", () => {
  const all = Array.from({ length: 20_000 }, (_, i) =>
    entry(Labels.from({ __name__: "up", job: "all", pod: String(i) })),
  );
  const index = indexOf(all);
  let asked = 0;
  const job = createMatcher("job", "=~", "a.*");
  const counted = {
    ...job,
    matches: (text: string): boolean => {
      asked++;
      return job.matches(text);
    },
  };
  expect(finish(index.select([counted, createMatcher("pod", "=", "77")]))).toEqual([all[77]]);
  expect(asked).toBeLessThan(5);
});
