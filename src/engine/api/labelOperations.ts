import { quote } from "../../domain/query/promql/goString.ts";
import { compareUtf8 } from "../labels/compareUtf8.ts";
import type { Labels } from "../labels/Labels.ts";
import type { Work } from "../work/Work.ts";
import { EngineError } from "../EngineError.ts";
import { jsonLabels, type JsonText, jsonText } from "./JsonText.ts";
import type { ApiAnswer, ApiOperation, OperationCall } from "./Operation.ts";
import { readSelections } from "./readSelections.ts";
import { invalidParameter } from "./ApiParams.ts";

/** Items written between two moments at which other work may run. */
const ITEMS_PER_SLICE = 500;

/** /api/v1/labels: the names on the matching series. */
export const labels: ApiOperation = function* (call) {
  const limit = call.params.limit();
  const names = new Set<string>();
  for (const found of yield* matching(call)) for (const [name] of found.entries()) names.add(name);
  return textList(names, limit);
};

/** /api/v1/label/{name}/values. `name` as it stands in the path, decoded. */
export function labelValuesOf(pathName: string): ApiOperation {
  return function* (call) {
    const name = unescapeLabelName(pathName);
    if (name === "") throw new EngineError("bad_data", `invalid label name: ${quote(name)}`);
    const limit = call.params.limit();
    const values = new Set<string>();
    for (const found of yield* matching(call)) values.add(found.get(name));
    values.delete("");
    return textList(values, limit);
  };
}

/** /api/v1/series: the label sets of the matching series. */
export const series: ApiOperation = function* (call) {
  if (call.params.all("match[]").length === 0)
    throw new EngineError("bad_data", "no match[] parameter provided");
  const limit = call.params.limit();
  let found: readonly Labels[];
  try {
    found = yield* matching(call);
  } catch (error) {
    throw error instanceof EngineError &&
      error.type === "bad_data" &&
      !error.message.startsWith("invalid parameter")
      ? invalidParameter("match[]", error.message)
      : error;
  }
  return cut(found, limit, jsonLabels);
};

function* matching({ params, store }: OperationCall): Work<readonly Labels[]> {
  const span = params.span();
  return yield* store.series(readSelections(params.all("match[]")), span);
}

/**
 * Prometheus escapes names that are not plain in a path: "U__my_2e_metric" is "my.metric" (common/model,
 * UnescapeName with values). A name that is escaped badly is taken as it stands.
 */
function unescapeLabelName(name: string): string {
  if (!name.startsWith("U__")) return name;
  const text = name.slice(3);
  if (!/^(?:[A-Za-z0-9:]|__|_[0-9a-f]{1,6}_)*$/i.test(text)) return name;
  return text.replace(/__|_([0-9a-f]{1,6})_/gi, (_, hex: string | undefined) =>
    hex === undefined ? "_" : codePoint(Number.parseInt(hex, 16)),
  );
}

const codePoint = (point: number): string => (point > 0x10ffff ? "\ufffd" : String.fromCodePoint(point));

function textList(texts: ReadonlySet<string>, limit: number): ApiAnswer {
  return cut([...texts].toSorted(compareUtf8), limit, jsonText);
}

function cut<T>(items: readonly T[], limit: number, toJson: (item: T) => string): ApiAnswer {
  const isCut = limit > 0 && items.length > limit;
  const kept = isCut ? items.slice(0, limit) : items;
  return {
    writeData: (json) => writeList(json, kept, toJson),
    ...(isCut && { warnings: ["results truncated due to limit"] }),
  };
}

function* writeList<T>(json: JsonText, items: readonly T[], toJson: (item: T) => string): Work<void> {
  json.add("[");
  for (const [index, item] of items.entries()) {
    json.add(index === 0 ? toJson(item) : `,${toJson(item)}`);
    if (index % ITEMS_PER_SLICE === ITEMS_PER_SLICE - 1) yield;
  }
  json.add("]");
}
