import type { AskMessage } from "../../../domain/frame/decode/WorkerMessages.ts";
import { withBase } from "../basePath.ts";
import type { PanelRunRequest } from "./RunTypes.ts";
import { requestForm, requestGrid, requestPath, type AnyRequest } from "./requestForm.ts";

/** What the worker is told of a request. */
export function runMessage(runId: string, request: AnyRequest | PanelRunRequest): AskMessage {
  if (request.kind === "panel") return panelMessage(runId, request);
  const { capBytes, confirm } = request;
  const ask = {
    runId,
    url: withBase(requestPath(request)),
    body: requestForm(request).toString(),
    ...(capBytes === undefined ? {} : { capBytes }),
    ...(confirm ? { isConfirmed: true as const } : {}),
  };
  if (request.kind === "logs") {
    const { direction, limit } = request;
    return { type: "logs", ...ask, direction, limit };
  }
  const grid = requestGrid(request);
  return { type: "run", ...ask, ...(grid ? { grid } : {}) };
}

function panelMessage(
  runId: string,
  { path, ask, answers, isOldestFirst, limit }: PanelRunRequest,
): AskMessage {
  const message = { runId, url: withBase(path), body: JSON.stringify(ask), isPanel: true } as const;
  if (answers === "samples") return { type: "run", ...message };
  return { type: "logs", ...message, direction: isOldestFirst ? "forward" : "backward", limit };
}
