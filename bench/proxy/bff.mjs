// The server as production builds it (log level "warn" as on a terminal), without its page, as a process of its own:
// node bff.mjs '<json of sources>'; tells its parent the port, or prints it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Secret } from "../../src/server/config/Secret.ts";
import { withVersion } from "../../src/server/sources/sourceVersion.ts";
import { openStore } from "../../src/server/store/openStore.ts";
import { startTestApp } from "../../src/testing/startTestApp.ts";

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
const { port } = await startTestApp({
  sources,
  dataDir,
  store: await openStore({ dataDir }),
  logLevel: "warn",
});
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
process.on("message", () => process.send?.({ loopDelayP99Ms: delay.percentile(99) / 1e6 }));
if (process.send) process.send({ port });
else console.log(port);
// Never outlives who started it.
if (process.send) process.on("disconnect", () => process.exit());
