import { type LabelPair, reversePairs } from "../../../../domain/correspond/labelPairs.ts";
import { readStored, writeStored } from "../../../lib/storage.ts";

/** Between two sources, in the direction asked. */
export interface SourcePair {
  readonly fromId: string;
  readonly toId: string;
}

const keyOf = ({ fromId, toId }: SourcePair) => `label-pairs:${fromId}:${toId}`;
const targetKey = (fromId: string) => `label-pairs:${fromId}`;

function parsePairs(value: unknown): readonly LabelPair[] | null {
  if (!Array.isArray(value)) return null;
  return value.flatMap((one: unknown) => {
    if (!Array.isArray(one)) return [];
    const [own, other]: readonly unknown[] = one;
    return typeof own === "string" && typeof other === "string" ? [{ own, other }] : [];
  });
}

/** What the reader has said of this pair of sources; what was never said is guessed each time. */
export function saidPairs(pair: SourcePair): readonly LabelPair[] {
  return readStored(keyOf(pair), parsePairs) ?? [];
}

/** Keeps what the reader said, for the way back too. False when the browser keeps nothing. */
export function rememberPairs(pair: SourcePair, pairs: readonly LabelPair[]): boolean {
  const back = { fromId: pair.toId, toId: pair.fromId };
  const write = (key: SourcePair, said: readonly LabelPair[]) => {
    const names = new Set(said.map(({ own }) => own));
    const all = [...saidPairs(key).filter(({ own }) => !names.has(own)), ...said];
    return writeStored(
      keyOf(key),
      all.map(({ own, other }) => [own, other]),
    );
  };
  return write(pair, pairs) && write(back, reversePairs(pairs));
}

/** The source that was last asked for the other half of this one's picture. */
export function lastTarget(fromId: string): string | null {
  return readStored(targetKey(fromId), (value) => (typeof value === "string" ? value : null));
}

export const rememberTarget = ({ fromId, toId }: SourcePair): boolean => writeStored(targetKey(fromId), toId);
