import { queueView } from "../../../../contract/queue.ts";
import { call } from "../../../lib/api.ts";
import { PanelQueue } from "./PanelQueue.ts";

const LOOK_EVERY_MS = 1_000;

/** The one of this page. */
export const boardQueue = new PanelQueue({
  ask: () => call({ path: "/api/queue", answer: queueView }),
  everyMs: LOOK_EVERY_MS,
});
