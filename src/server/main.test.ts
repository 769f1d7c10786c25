import { mkdirSync, writeFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startHeldUpstream, type HeldUpstream } from "../testing/heldUpstream.ts";
import {
  type ServerProcess,
  type ServerProcessOptions,
  startServerProcess,
} from "../testing/serverProcess.ts";

// Each test starts a process or two, beside whatever else this machine does.
vi.setConfig({ testTimeout: 60_000 });

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()));
});

function start(options?: ServerProcessOptions): ServerProcess {
  const server = startServerProcess(options);
  cleanups.push(server.stop);
  return server;
}

async function held(): Promise<HeldUpstream> {
  const upstream = await startHeldUpstream();
  cleanups.push(upstream.stop);
  return upstream;
}

/** Different queries, since equal ones are one call. */
const ask = (url: string, index: number, id = "prometheus") =>
  fetch(`${url}/api/sources/${id}/api/v1/query?query=${index}`).then(async (response) => {
    await response.text();
    return response.status;
  });

/** One request on a connection that is kept. */
function keptGet(agent: http.Agent, url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent }, (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
      })
      .on("error", reject);
  });
}

describe("the process", () => {
  it("T12 ends with 78 and a line for each mistake", async () => {
    const server = start({ config: "server:\n  host: 0.0.0.0\n  prot: 1\nsurces: []\n" });
    const code = await server.ended;
    const lines = server.stderr().trim().split("\n");
    expect(code).toBe(78);
    expect(lines).toHaveLength(2);
    expect(lines.every((line) => /^sightglass: sightglass\.yaml:\d+ \S+: /.test(line))).toBe(true);
  });

  it("T12 ends with 78 when its own file of secrets is damaged or open to others, and leaves it alone", async () => {
    for (const [content, mode, reason] of [
      ["{", 0o600, "is damaged"],
      ["{}", 0o644, "chmod 600"],
    ] as const) {
      const server = start({ env: { DATA_DIR: "kept" }, config: "" });
      mkdirSync(path.join(server.dir, "kept"));
      writeFileSync(path.join(server.dir, "kept/sources.json"), content, { mode });
      expect(await server.ended).toBe(78);
      expect(server.stderr()).toContain(reason);
    }
  });

  it("says in one line that its port is in use", async () => {
    const first = start();
    const { port } = new URL(await first.listening);
    const second = start({ env: { PORT: port } });
    expect(await second.ended).toBe(1);
    const lines = second
      .stderr()
      .split("\n")
      .filter((line) => line.startsWith("sightglass:"));
    expect(lines).toEqual([
      `sightglass: port ${port} on 127.0.0.1 is in use; stop what uses it, or set PORT`,
    ]);
  });

  it("prints its URL, and otherwise JSON lines only", async () => {
    const server = start({
      env: { PROMETHEUS_URL: "http://127.0.0.1:1", PROMETHEUS_TOKEN: "canary-process" },
    });
    const url = await server.listening;
    await ask(url, 1);
    await server.logged("request");
    expect(server.stdout()).toBe(`Sightglass is at ${url}\n`);
    expect(
      server
        .stderr()
        .trim()
        .split("\n")
        .every((line) => line.startsWith("{")),
    ).toBe(true);
    expect(server.stderr()).not.toContain("canary-process");
  });
});

describe("F54 ends well", () => {
  it("F54 finishes 200 requests in flight, is not ready meanwhile, takes no new connection, and exits 0", async () => {
    const upstream = await held();
    const server = start({ env: { PROMETHEUS_URL: upstream.url, LOG_LEVEL: "warn" } });
    const url = await server.listening;
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    expect(await keptGet(agent, `${url}/readyz`)).toBe(200);
    const answers = Array.from({ length: 200 }, (_, index) => ask(url, index));
    await expect.poll(() => inFlight(url), { timeout: 20_000 }).toBe(201);
    server.child.kill("SIGTERM");
    await expect.poll(() => refusesConnections(Number(new URL(url).port)), { timeout: 20_000 }).toBe(true);
    // The connection from before is still heard, and told.
    expect(await keptGet(agent, `${url}/readyz`)).toBe(503);
    upstream.release();
    expect(new Set(await Promise.all(answers))).toEqual(new Set([200]));
    agent.destroy();
    expect(await server.ended).toBe(0);
  });

  it("F54 a second signal exits at once", async () => {
    const upstream = await held();
    const server = start({ env: { PROMETHEUS_URL: upstream.url } });
    const url = await server.listening;
    const answer = ask(url, 1).catch(() => 0);
    await upstream.arrivals(1);
    server.child.kill("SIGTERM");
    await server.logged("shutting down");
    const sentMs = performance.now();
    // Repeated, since the same signal within a moment is an echo of the terminal.
    const again = setInterval(() => server.child.kill("SIGTERM"), 100);
    const code = await server.ended;
    clearInterval(again);
    expect(code).toBe(130);
    expect(performance.now() - sentMs).toBeLessThan(3_000);
    expect(await answer).toBe(0);
  });

  it("F61 an error nobody caught is logged, what runs is finished, and the process ends with 1", async () => {
    const upstream = await held();
    const server = start({
      env: { PROMETHEUS_URL: upstream.url },
      nodeArgs: ["--import", 'data:text/javascript,process.on("SIGUSR2",()=>{throw new Error("planned")})'],
    });
    const url = await server.listening;
    const answer = ask(url, 1);
    await upstream.arrivals(1);
    server.child.kill("SIGUSR2");
    expect(await server.logged("uncaught exception")).toMatchObject({ level: "error", reason: "planned" });
    upstream.release();
    expect(await answer).toBe(200);
    expect(await server.ended).toBe(1);
  });
});

/** How many answers are being made, this one included. */
async function inFlight(url: string): Promise<number> {
  return ((await (await fetch(`${url}/healthz`)).json()) as { inFlight: number }).inFlight;
}

function refusesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(false);
    });
    socket.on("error", () => resolve(true));
  });
}

const yaml = (id: string, url: string) => `sources:\n  - id: ${id}\n    url: ${url}\n`;

const ids = async (url: string) => {
  const { sources } = (await (await fetch(`${url}/api/sources`)).json()) as { sources: { id: string }[] };
  return sources.map(({ id }) => id);
};

describe.skipIf(process.platform === "win32")("F55 reloads", () => {
  it("F55 a good file counts at once, and what runs finishes on the old one", async () => {
    const upstream = await held();
    const server = start({ args: ["--config", "sightglass.yaml"], config: yaml("old", upstream.url) });
    const url = await server.listening;
    const answer = ask(url, 1, "old");
    await upstream.arrivals(1);
    writeFileSync(server.configFile, yaml("new", upstream.url));
    server.child.kill("SIGHUP");
    await server.logged("configuration reloaded");
    expect(await ids(url)).toEqual(["new"]);
    expect(await ask(url, 1, "old")).toBe(404);
    upstream.release();
    expect(await answer).toBe(200);
    expect(await ask(url, 1, "new")).toBe(200);
  });

  it("F55 a bad file changes nothing and the log says why", async () => {
    const server = start({
      args: ["--config", "sightglass.yaml"],
      config: yaml("old", "http://127.0.0.1:1"),
    });
    const url = await server.listening;
    writeFileSync(server.configFile, `${yaml("new", "http://127.0.0.1:1")}    tokn: x\n`);
    server.child.kill("SIGHUP");
    expect(await server.logged("configuration not reloaded")).toMatchObject({
      reason: "sightglass.yaml:4 sources.0.tokn: unknown key; correct or remove it",
    });
    expect(await ids(url)).toEqual(["old"]);
  });
});

describe.skipIf(process.platform === "win32")("F62 few file descriptors", () => {
  it("F62 with 256 of them it takes fewer connections, does not die, and recovers", async () => {
    const server = start({ shell: "ulimit -n 256;", env: { LOG_LEVEL: "warn" } });
    const url = await server.listening;
    const port = Number(new URL(url).port);
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    expect(await keptGet(agent, `${url}/healthz`)).toBe(200);
    const sockets = Array.from({ length: 400 }, () =>
      net.connect(port, "127.0.0.1").on("error", () => undefined),
    );
    await Promise.all(
      sockets.map(
        (socket) => new Promise((resolve) => socket.once("connect", resolve).once("error", resolve)),
      ),
    );
    // The connection from before still answers.
    expect(await keptGet(agent, `${url}/healthz`)).toBe(200);
    for (const socket of sockets) socket.destroy();
    await expect
      .poll(
        () =>
          fetch(`${url}/healthz`).then(
            (answer) => answer.status,
            () => 0,
          ),
        { timeout: 5_000 },
      )
      .toBe(200);
    agent.destroy();
    expect(server.child.exitCode).toBeNull();
  });
});
