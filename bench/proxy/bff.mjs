// The data routes alone, as a process of their own: node bff.mjs '<json of sources>' [port]; prints the port.
import { monitorEventLoopDelay } from "node:perf_hooks";
import Fastify from "fastify";
import { Secret } from "../../src/server/config/Secret.ts";
import { dataRoutes } from "../../src/server/routes/data/dataRoutes.ts";
import { createUpstreams } from "../../src/server/upstream/UpstreamPool.ts";

const TOKEN = new Secret("test-token-0123456789abcdef0123456789abcdef0123456789abcdef");
const sources = new Map(
  JSON.parse(process.argv[2] ?? "[]").map(({ id, origin, prefix }) => [
    id,
    {
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
      version: "1",
    },
  ]),
);
const app = Fastify({ logger: false });
await app.register(dataRoutes, { sources, upstreams: createUpstreams() });
await app.listen({ port: Number(process.argv[3] ?? 0), host: "127.0.0.1" });
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
process.on("message", () => process.send?.({ loopDelayP99Ms: delay.percentile(99) / 1e6 }));
if (process.send) process.send({ port: app.server.address().port });
else console.log(app.server.address().port);
// Never outlives who started it.
if (process.send) process.on("disconnect", () => process.exit());
