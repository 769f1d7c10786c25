import { EngineError } from "../EngineError.ts";
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
    return `${JSON.stringify(name)}:${JSON.stringify(shown.map(({ type, unit, help }) => ({ type, unit, help })))}`;
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

/** Negative: no limit. */
function countOf(params: OperationCall["params"], name: string): number {
  const text = params.text(name);
  if (text === "") return -1;
  if (!/^[+-]?\d+$/.test(text)) throw new EngineError("bad_data", `${name} must be a number`);
  return Number(text);
}
