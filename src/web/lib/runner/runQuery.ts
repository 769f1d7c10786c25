// The address of a file of its own, not an import of its code: the worker's layer stays apart.
// oxlint-disable-next-line import/default -- Vite's `?worker&url` gives the address
import workerUrl from "../../worker/decodeWorker.ts?worker&url";
import { trustedScriptUrl } from "../trustedTypes.ts";
import { createRunner } from "./createRunner.ts";

const runner = createRunner(
  () => new Worker(trustedScriptUrl(workerUrl), { type: "module", name: "decode" }),
);

/** The page's one runner; see `RunQuery`, `RunLogs` and `RunPanel`. */
export const { runQuery, runLogs, runPanel, warmUp: warmUpRunner } = runner;
