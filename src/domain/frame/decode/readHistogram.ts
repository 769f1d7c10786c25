import type { NativeHistogram } from "../Frame.ts";
import { parseSampleText } from "./sampleText.ts";

type Bucket = NativeHistogram["buckets"][number];

/** `{"count":"3","sum":"1.5","buckets":[[0,"0.5","1","2"],…]}` → a histogram; the JSON path of what is wrong otherwise. */
export function readHistogram(json: unknown): NativeHistogram | string {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return "";
  const { count, sum, buckets = [] } = json as { count?: unknown; sum?: unknown; buckets?: unknown };
  const countValue = numberOf(count);
  if (countValue === undefined) return ".count";
  const sumValue = numberOf(sum);
  if (sumValue === undefined) return ".sum";
  if (buckets !== null && !Array.isArray(buckets)) return ".buckets";
  const read: Bucket[] = [];
  for (const [i, item] of (buckets ?? []).entries()) {
    const bucket = readBucket(item);
    if (!bucket) return `.buckets[${i}]`;
    read.push(bucket);
  }
  return { count: countValue, sum: sumValue, buckets: read };
}

function readBucket(item: unknown): Bucket | undefined {
  if (!Array.isArray(item) || item.length !== 4 || typeof item[0] !== "number") return undefined;
  const [lower, upper, count] = [numberOf(item[1]), numberOf(item[2]), numberOf(item[3])];
  if (lower === undefined || upper === undefined || count === undefined) return undefined;
  return [item[0], lower, upper, count];
}

const numberOf = (text: unknown) => (typeof text === "string" ? parseSampleText(text) : undefined);
