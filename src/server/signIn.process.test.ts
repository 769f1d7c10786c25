import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import https from "node:https";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type ServerProcess, startServerProcess } from "../testing/serverProcess.ts";

vi.setConfig({ testTimeout: 60_000 });

const servers: ServerProcess[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});
const start = (options: Parameters<typeof startServerProcess>[0]) => {
  const server = startServerProcess({ args: ["--config", "sightglass.yaml"], ...options });
  servers.push(server);
  return server;
};
const signIn = (url: string, password: string) =>
  fetch(`${url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-sightglass": "1" },
    body: JSON.stringify({ name: "admin", password }),
  });
const PASSWORD_MODE = "auth: { mode: password }\n";

describe("the first admin", () => {
  it("gets a password on the terminal, once, and it is kept nowhere", async () => {
    const first = start({ config: PASSWORD_MODE });
    const url = await first.listening;
    const [, password = ""] = /Sign in as admin with the password (\S{15,}) /.exec(first.stdout()) ?? [];
    expect((await signIn(url, password)).status).toBe(200);
    first.child.kill("SIGTERM");
    await first.ended;
    const data = path.join(first.dir, "data");
    const kept = readdirSync(data).map((name) => readFileSync(path.join(data, name), "latin1"));
    expect(kept.join("\n")).not.toContain(password);
    expect(first.stderr()).not.toContain(password);
    const again = start({ config: PASSWORD_MODE, env: { DATA_DIR: data } });
    expect((await signIn(await again.listening, password)).status).toBe(200);
    expect(again.stdout()).not.toContain("password");
  });

  it("gets the configured password, also after losing it", async () => {
    const first = start({ config: PASSWORD_MODE, env: { SIGHTGLASS_ADMIN_PASSWORD: "the first password" } });
    expect((await signIn(await first.listening, "the first password")).status).toBe(200);
    first.child.kill("SIGTERM");
    await first.ended;
    const env = { DATA_DIR: path.join(first.dir, "data"), SIGHTGLASS_ADMIN_PASSWORD: "a second password" };
    const again = start({ config: PASSWORD_MODE, env });
    const url = await again.listening;
    expect((await signIn(url, "the first password")).status).toBe(401);
    expect((await signIn(url, "a second password")).status).toBe(200);
    expect(first.stdout() + again.stdout()).not.toContain("password");
  });
});

describe("own TLS", () => {
  it("serves https, with a cookie that never leaves it, and a strict transport", async () => {
    const config = `server: { public_url: "https://localhost:1", tls: { cert_file: own.pem, key_file: own.key } }\n${PASSWORD_MODE}`;
    const shell = `umask 077; openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout own.key -out own.pem 2>/dev/null;`;
    if (spawnSync("openssl", ["version"]).status !== 0) throw new Error("needs openssl");
    const server = start({
      config,
      shell,
      env: { SIGHTGLASS_ADMIN_PASSWORD: "the first password", PORT: "0" },
    });
    await server.listening;
    const line = await server.logged("listening").catch(() => ({}));
    expect(line).toMatchObject({ event: "listening" });
    const port = portOf(server);
    const answer = await post(port, readFileSync(path.join(server.dir, "own.pem"), "utf8"));
    expect(answer.status).toBe(200);
    expect(answer.headers["set-cookie"]?.[0]).toMatch(
      /^__Host-sightglass=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict/,
    );
    expect(answer.headers["strict-transport-security"]).toBe("max-age=63072000");
  });
});

/** Of a process on a free port, whose public address says another one. */
function portOf(server: ServerProcess): number {
  const { stdout } = spawnSync(
    "sh",
    ["-c", `ls -l /proc/${server.child.pid}/fd | grep -o 'socket:\\[[0-9]*\\]'`],
    { encoding: "utf8" },
  );
  const inodes = new Set(stdout.match(/\d+/g));
  for (const line of readFileSync(`/proc/${server.child.pid}/net/tcp`, "utf8").split("\n").slice(1)) {
    const [, local = "", , state, , , , , , inode = ""] = line.trim().split(/\s+/);
    if (state === "0A" && inodes.has(inode)) return Number.parseInt(local.split(":")[1] ?? "", 16);
  }
  throw new Error("listens nowhere");
}

async function post(port: number, ca: string) {
  const body = JSON.stringify({ name: "admin", password: "the first password" });
  return new Promise<{ status: number | undefined; headers: Record<string, string[] | string | undefined> }>(
    (resolve, reject) => {
      const headers = {
        "content-type": "application/json",
        "content-length": body.length,
        "x-sightglass": "1",
      };
      const request = https.request({
        host: "127.0.0.1",
        port,
        path: "/api/session",
        method: "POST",
        ca,
        headers,
      });
      request.on("error", reject);
      request.on("response", (response) => {
        response.resume();
        resolve({ status: response.statusCode, headers: response.headers });
      });
      request.end(body);
    },
  );
}
