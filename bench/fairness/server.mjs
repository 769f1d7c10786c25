// The data routes alone, asking for whom a header says, in a process of their own: node server.mjs <origin of the source>.
import Fastify from "fastify";
import { dataRoutes } from "../../src/server/routes/data/dataRoutes.ts";
import { withVersion } from "../../src/server/sources/sourceVersion.ts";
import { createUpstreams } from "../../src/server/upstream/UpstreamPool.ts";

const source = withVersion({
  id: "prod",
  name: "prod",
  kind: "prometheus",
  baseOrigin: process.argv[2],
  prefix: "",
  auth: { type: "none" },
  headers: new Map(),
  tls: { insecureSkipVerify: false },
  timeoutMs: 60_000,
  metadataTimeoutMs: 15_000,
  minStepMs: 1_000,
  origin: "config",
  allowPrivate: true,
});
const app = Fastify({ logger: false });
await app.register(dataRoutes, {
  sources: new Map([["prod", source]]),
  upstreams: createUpstreams(),
  ownerOf: (request) => String(request.headers["x-owner"]),
});
await app.listen({ port: 0, host: "127.0.0.1" });
process.send?.({ port: app.server.address().port });
// Never outlives who started it.
process.on("disconnect", () => process.exit());
