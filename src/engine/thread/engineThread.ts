import { parentPort, workerData } from "node:worker_threads";
import { Scheduler } from "../work/Scheduler.ts";
import { createEngineServer } from "./EngineServer.ts";
import { engineLimits } from "./engineLimits.ts";
import type { HostMessage, ThreadMessage } from "./messages.ts";
import { openSource } from "./openSource.ts";
import { PageFetches } from "./PageFetches.ts";
import { StoreDirectory } from "./StoreDirectory.ts";

// The engine's thread: sources come and go by messages of the host, queries by HTTP over a local socket.

if (parentPort === null) throw new Error("the engine runs in a thread");
const host = parentPort;
const { socketPath } = workerData as { readonly socketPath: string };

const send = (message: ThreadMessage) => host.postMessage(message);
const scheduler = new Scheduler({ nowMs: () => performance.now(), later: setImmediate });
const fetches = new PageFetches(send);
const sources = new StoreDirectory((source) => openSource(source, { scheduler, fetches }));

host.on("message", (message: HostMessage) => {
  if (message.type === "open") sources.open(message.source);
  else if (message.type === "close") sources.close(message.id);
  else fetches.receive(message);
});

const server = createEngineServer({
  storeOf: (id) => sources.storeOf(id),
  nowMs: (id) => sources.nowMs(id),
  run: (work, signal) => scheduler.run(work, { signal, timeoutMs: engineLimits.timeoutMs }),
  limits: engineLimits,
});
server.listen(socketPath, () => send({ type: "listening" }));
