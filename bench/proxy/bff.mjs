// The server as production builds it (createApp, log level "warn" as on a terminal), without its page, as a process of
// its own: node bff.mjs '<json of sources>' [port]; tells its parent the port, or prints it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createApp } from "../../src/server/app.ts";
import { Secret } from "../../src/server/config/Secret.ts";
import { createLogger } from "../../src/server/http/Logger.ts";
import { SourceRegistry } from "../../src/server/sources/SourceRegistry.ts";
import { openStore } from "../../src/server/store/openStore.ts";
import { withVersion } from "../../src/server/sources/sourceVersion.ts";

const TOKEN = new Secret("test-token-0123456789abcdef0123456789abcdef0123456789abcdef");
const sources = JSON.parse(process.argv[2] ?? "[]").map(({ id, origin, prefix }) =>
  withVersion({
    id,
    name: id,
    kind: "prometheus",
    baseOrigin: origin,
    prefix,
    auth: { type: "bearer", scheme: "Bearer", credentials: { kind: "value", secret: TOKEN } },
    headers: new Map(),
    tls: { insecureSkipVerify: false },
    timeoutMs: 60_000,
    metadataTimeoutMs: 15_000,
    minStepMs: 1_000,
    origin: "config",
    allowPrivate: true,
  }),
);
const dataDir = mkdtempSync(path.join(tmpdir(), "sightglass-bff-"));
process.on("exit", () => rmSync(dataDir, { recursive: true, force: true }));
const { fastify } = await createApp({
  store: await openStore({ dataDir }),
  config: { host: "127.0.0.1", basePath: "", publicUrl: undefined, allowPrivate: true },
  registry: new SourceRegistry(sources),
  added: [],
  saveAdded: async () => {},
  assets: undefined,
  logger: createLogger({ level: "warn", destination: process.stderr }),
  version: "0.0.0",
});
await fastify.listen({ port: Number(process.argv[3] ?? 0), host: "127.0.0.1" });
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
process.on("message", () => process.send?.({ loopDelayP99Ms: delay.percentile(99) / 1e6 }));
if (process.send) process.send({ port: fastify.server.address().port });
else console.log(fastify.server.address().port);
// Never outlives who started it.
if (process.send) process.on("disconnect", () => process.exit());
