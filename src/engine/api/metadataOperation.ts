import { EngineError } from "../EngineError.ts";
import type { MetricMetadata } from "../store/MetricStore.ts";
import { parseGoInt } from "./goInt.ts";
import { jsonText } from "./JsonText.ts";
import type { ApiOperation, OperationCall } from "./Operation.ts";

/** /api/v1/metadata: type, help and unit by metric family. */
// oxlint-disable-next-line require-yield -- it is short, and an operation like the others
export const metadata: ApiOperation = function* ({ params, store }) {
  const limit = countOf(params, "limit");
  const perMetric = countOf(params, "limit_per_metric");
  const wanted = params.text("metric");
  const all = store.metadata();
  const names = wanted === "" ? [...all.keys()] : all.has(wanted) ? [wanted] : [];
  const entries = (limit < 0 ? names : names.slice(0, limit)).map((name) => {
    const known = all.get(name) ?? [];
    const shown = perMetric > 0 ? known.slice(0, perMetric) : known;
    return `${jsonText(name)}:[${shown.map(jsonMetadata).join(",")}]`;
  });
  return {
    *writeData(json) {
      json.add("{");
      for (const [index, entry] of entries.entries()) {
        json.add(index === 0 ? entry : `,${entry}`);
        yield;
      }
      json.add("}");
    },
  };
};

const jsonMetadata = ({ type, unit, help }: MetricMetadata): string =>
  `{"type":${jsonText(type)},"unit":${jsonText(unit)},"help":${jsonText(help)}}`;

/** Negative: no limit. */
function countOf(params: OperationCall["params"], name: string): number {
  const text = params.text(name);
  if (text === "") return -1;
  const count = parseGoInt(text);
  if (typeof count === "string") throw new EngineError("bad_data", `${name} must be a number`);
  return count;
}
