import { EngineError } from "../EngineError.ts";
import { buildInfo } from "./buildInfo.ts";
import { queryExemplars } from "./exemplarsOperation.ts";
import { labels, labelValuesOf, series } from "./labelOperations.ts";
import { metadata } from "./metadataOperation.ts";
import type { ApiOperation } from "./Operation.ts";
import { query, queryRange } from "./queryOperations.ts";

/** Nothing is recorded here, so there are no rules; the shape is Prometheus'. */
const rules: ApiOperation = constant('{"groups":[]}');

const OPERATIONS: ReadonlyMap<string, ApiOperation> = new Map([
  ["query", query],
  ["query_range", queryRange],
  ["labels", labels],
  ["series", series],
  ["metadata", metadata],
  ["query_exemplars", queryExemplars],
  ["rules", rules],
  ["status/buildinfo", constant(JSON.stringify(buildInfo))],
]);

/** Those with a form (web/api/v1/api.go, Register). */
const POSTED: ReadonlySet<string> = new Set(["query", "query_range", "labels", "series", "query_exemplars"]);

/** What answers a path below /api/v1/, its segments decoded. Throws EngineError not_found. */
export function chooseOperation(path: readonly string[], method = "GET"): ApiOperation {
  const name = path.join("/");
  if (method !== "GET" && !(method === "POST" && POSTED.has(name)))
    throw new EngineError("not_found", `nothing here takes ${method}`);
  const [first, label, last] = path;
  if (path.length === 3 && first === "label" && last === "values") return labelValuesOf(label ?? "");
  const operation = OPERATIONS.get(name);
  if (operation === undefined) throw new EngineError("not_found", "no such path");
  return operation;
}

function constant(json: string): ApiOperation {
  // oxlint-disable-next-line require-yield -- there is nothing to interrupt
  return function* () {
    return {
      // oxlint-disable-next-line require-yield -- as above
      *writeData(text) {
        text.add(json);
      },
    };
  };
}
