import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EngineFolder, temporaryFolder } from "./EngineFolder.ts";

let parent: string;
const servers: net.Server[] = [];
beforeEach(() => (parent = fs.mkdtempSync(path.join(os.tmpdir(), "sg-"))));
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  fs.rmSync(parent, { recursive: true, force: true });
});

async function listen(file: string): Promise<net.Server> {
  const server = net.createServer().listen(file);
  await new Promise((resolve) => server.once("listening", resolve));
  return server;
}

/** A socket that nobody listens on, as a killed process leaves it: closing takes away only the first name. */
async function deadSocket(file: string): Promise<void> {
  const server = await listen(`${file}.0`);
  fs.renameSync(`${file}.0`, file);
  await new Promise((resolve) => server.close(resolve));
}

const LONG_AGO = new Date(Date.now() - 60_000);

/** A folder as a process leaves it that was killed a minute ago. */
async function leave(name = "sightglass-engine-AAAAAA"): Promise<string> {
  const folder = path.join(parent, name);
  fs.mkdirSync(folder, { mode: 0o700 });
  await deadSocket(path.join(folder, "host.sock"));
  await deadSocket(path.join(folder, "engine.sock"));
  fs.utimesSync(folder, LONG_AGO, LONG_AGO);
  return folder;
}

/** Which of the folders are there still after another process began. */
async function startBeside(folders: readonly string[]): Promise<boolean[]> {
  const own = new EngineFolder(parent);
  await own.tidied;
  expect(fs.statSync(path.dirname(own.socketPath)).mode & 0o777).toBe(0o700);
  own.close();
  expect(fs.existsSync(path.dirname(own.socketPath))).toBe(false);
  return folders.map((folder) => fs.existsSync(folder));
}

describe("a folder that a killed process left", () => {
  it("goes when the next one starts, with its sockets or without", async () => {
    const empty = path.join(parent, "sightglass-engine-BBBBBB");
    fs.mkdirSync(empty, { mode: 0o700 });
    fs.utimesSync(empty, LONG_AGO, LONG_AGO);
    expect(await startBeside([await leave(), empty])).toEqual([false, false]);
  });

  it.each<[string, (folder: string) => unknown]>([
    [
      "its process lives",
      async (folder) => {
        fs.rmSync(path.join(folder, "host.sock"));
        servers.push(await listen(path.join(folder, "host.sock")));
        fs.utimesSync(folder, LONG_AGO, LONG_AGO);
      },
    ],
    ["its process may be starting", (folder) => fs.utimesSync(folder, new Date(), new Date())],
    ["others may enter it", (folder) => fs.chmodSync(folder, 0o755)],
    [
      "something else is in it",
      (folder) => {
        fs.writeFileSync(path.join(folder, "notes.txt"), "");
        fs.utimesSync(folder, LONG_AGO, LONG_AGO);
      },
    ],
  ])("stays when %s", async (_when, change) => {
    const folder = await leave();
    await change(folder);
    expect(await startBeside([folder])).toEqual([true]);
  });

  it.runIf(process.getuid?.() === 0)("stays when it is another user's", async () => {
    const folder = await leave();
    fs.chownSync(folder, 65_534, 65_534);
    expect(await startBeside([folder])).toEqual([true]);
  });

  it("is not looked for behind a link, nor under another name", async () => {
    const other = await leave("sightglass-data-AAAAAA");
    const link = path.join(parent, "sightglass-engine-CCCCCC");
    fs.symlinkSync(other, link);
    expect(await startBeside([other, link, path.join(other, "host.sock")])).toEqual([true, true, true]);
  });
});

it("leaves a folder in use alone, whichever process looks", async () => {
  const first = new EngineFolder(parent);
  fs.utimesSync(path.dirname(first.socketPath), LONG_AGO, LONG_AGO);
  expect(await startBeside([path.dirname(first.socketPath)])).toEqual([true]);
  first.close();
});

it("goes to /tmp where TMPDIR is too long for a socket's address", () => {
  expect(temporaryFolder("/var/tmp")).toBe("/var/tmp");
  expect(temporaryFolder(`/var/${"t".repeat(61)}`)).toBe(`/var/${"t".repeat(61)}`);
  expect(temporaryFolder(`/var/${"t".repeat(62)}`)).toBe("/tmp");
});

it("says in a line what to change where no folder can be made", () => {
  const none = path.join(parent, "none");
  expect(() => new EngineFolder(none)).toThrow(
    `no folder can be made in ${none} (ENOENT), where the engine's socket is; set TMPDIR`,
  );
});
