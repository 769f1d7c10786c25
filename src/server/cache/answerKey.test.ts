import { expect, it } from "vitest";
import { aSource } from "../../testing/faultUpstream/dataApp.ts";
import { seeded } from "../../testing/hostileRequests.ts";
import type { OperationName } from "../upstream/operations.ts";
import type { ForwardCall } from "../upstream/UpstreamPool.ts";
import { answerKey } from "./answerKey.ts";
import { isFull } from "../../testing/isFull.ts";

const PAIRS = isFull ? 1_000_000 : 30_000;
/** What separates parts somewhere: in JSON, in addresses, in keys that others have put together. */
const CHARS = ["a", "b", ".", ",", '"', "\\", "\n", "&", "=", "[", "]", "null", "\u0000", "é", "\ud800"];
const OPERATIONS: readonly OperationName[] = ["query", "query_range", "label_values", "loki_query_range"];

type Parts = readonly [
  id: string,
  version: string,
  operation: OperationName,
  encoded: string,
  labelSegment: string | undefined,
  categorizes: boolean,
];

function callOf([id, version, operation, encoded, labelSegment, categorizesLabels]: Parts): ForwardCall {
  const label = labelSegment === undefined ? {} : { labelSegment };
  const params = { encoded, isPost: encoded.length % 2 === 0, categorizesLabels, ...label };
  return { source: aSource({ id, version }), operation, params };
}

function partsBy(random: () => number): Parts {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const text = () => Array.from({ length: Math.floor(random() * 3) }, () => pick(CHARS)).join("");
  const label = random() < 0.4 ? undefined : text();
  return [text(), text(), pick(OPERATIONS), text(), label, random() < 0.5];
}

/** The same parts, or with one end moved into the next part, or with one part another. */
function near(parts: Parts, random: () => number): Parts {
  const [id, version, operation, encoded, label, categorizes] = parts;
  const kind = random();
  if (kind < 0.4) return [id, version, operation, encoded, label, categorizes];
  if (kind < 0.55) return [id.slice(0, -1), id.slice(-1) + version, operation, encoded, label, categorizes];
  if (kind < 0.7)
    return [id, version, operation, encoded.slice(1), `${label ?? ""}${encoded[0] ?? ""}`, categorizes];
  const other = partsBy(random);
  return [
    id,
    version,
    operation,
    kind < 0.85 ? other[3] : encoded,
    kind < 0.85 ? label : other[4],
    categorizes,
  ];
}

it(`G16 of ${PAIRS} pairs of questions, keys are equal exactly where the questions are`, () => {
  const random = seeded(20_262);
  const wrong: string[] = [];
  let equal = 0;
  for (let i = 0; i < PAIRS; i += 1) {
    const one = partsBy(random);
    const other = near(one, random);
    const isSame = one.every((part, at) => part === other[at]);
    if (isSame) equal += 1;
    if ((answerKey(callOf(one)) === answerKey(callOf(other))) !== isSame)
      wrong.push(`${JSON.stringify(one)} ${JSON.stringify(other)}`);
  }
  expect(wrong).toEqual([]);
  expect(equal).toBeGreaterThan(PAIRS / 10);
  expect(equal).toBeLessThan(PAIRS * 0.9);
}, 600_000);

it("parts cannot reach into each other, as where they were joined by a dot", () => {
  const joined = (encoded: string, labelSegment: string) =>
    answerKey(callOf(["prod", "1", "query", encoded, labelSegment, false]));
  expect(joined("a=x.b", "y")).not.toBe(joined("a=x", "b.y"));
  expect(joined("a", "")).not.toBe(answerKey(callOf(["prod", "1", "query", "a", undefined, false])));
});
