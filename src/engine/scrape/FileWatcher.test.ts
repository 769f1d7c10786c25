import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { FakeTimers } from "../../testing/fakeTimers.ts";
import { finish } from "../work/Work.ts";
import { FileWatcher } from "./FileWatcher.ts";

const MODIFIED_MS = Date.UTC(2026, 0, 1);
const POLL_MS = 1_000;
let dir = "";
let watcher: FileWatcher;
let timers: FakeTimers;

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "sightglass-watch-"));
  timers = new FakeTimers(MODIFIED_MS);
});
afterEach(() => {
  watcher.close();
  rmSync(dir, { recursive: true, force: true });
});

const file = () => path.join(dir, "dump.om");
const write = (text: string) => writeFileSync(file(), text);

async function begin(maxBytes = 1024 ** 2, memoryBytes = 1024 ** 2): Promise<void> {
  watcher = new FileWatcher({
    path: file(),
    maxBytes,
    memoryBytes,
    run: async (work) => await Promise.resolve(finish(work)),
    timers,
  });
  watcher.start();
  await until(() => watcher.status().loads > 0 || watcher.status().error !== undefined);
}

/** A poll, and time for the disk. */
async function poll(until_: () => boolean): Promise<void> {
  await timers.pass(POLL_MS);
  await until(until_);
}

/** Files are read beside us: looks again until it is so, at most some seconds. */
async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 5_000 && !(isSo() && timers.waits.length > 0); turn += 1) await timers.pass(0);
  expect(timers.waits).not.toEqual([]);
}

function kept(): string[] {
  const nowMs = MODIFIED_MS + 86_400_000;
  const window = { firstMs: nowMs, lastMs: nowMs, stepMs: 1, rangeMs: 1e15, isNewestOnly: false };
  const { store } = watcher;
  if (store === undefined) return [];
  return finish(store.select([], window)).map(
    ({ labels, timesMs, values }) => `${labels.metricName} ${[...values].join(" ")} at ${timesMs.join(" ")}`,
  );
}

it("loads samples of any age, with the labels of the file alone", async () => {
  write('# TYPE a gauge\na{job="x"} 1 1000000000\na{job="x"} 2 1000000015\n# EOF\n');
  await begin();
  expect(kept()).toEqual(["a 1 2 at 1000000000000 1000000015000"]);
  expect(watcher.status()).toEqual({ loadedMs: MODIFIED_MS, loads: 1 });
});

it("gives samples without a time that of the file", async () => {
  write("a 1\n");
  utimesSync(file(), MODIFIED_MS / 1000, MODIFIED_MS / 1000);
  await begin();
  expect(kept()).toEqual([`a 1 at ${MODIFIED_MS}`]);
});

it("loads it again once a change held still for a poll", async () => {
  write("a 1 1000\n");
  await begin();
  write("a 1 1000\na 2 20");
  await poll(() => true);
  expect(watcher.status().loads).toBe(1);
  write("a 1 1000\na 2 2000\nb 3 2000\n");
  await poll(() => true);
  expect(watcher.status().loads).toBe(1);
  await poll(() => watcher.status().loads === 2);
  expect(kept()).toEqual(["a 1 2 at 1000 2000", "b 3 at 2000"]);
  await poll(() => true);
  await poll(() => true);
  expect(watcher.status().loads).toBe(2);
});

it("F45 keeps what it had when the file breaks, and names the line", async () => {
  write("a 1 1000\n");
  await begin();
  write("a 1 1000\na{ 2 2000\n");
  await poll(() => true);
  await poll(() => watcher.status().error !== undefined);
  expect(watcher.status().error).toMatch(/^line 2: /);
  expect(kept()).toEqual(["a 1 at 1000"]);
  write("a 7 1000\n");
  await poll(() => true);
  await poll(() => watcher.status().error === undefined);
  expect(kept()).toEqual(["a 7 at 1000"]);
});

it("keeps what it had while the file is away, and loads what takes its place", async () => {
  write("a 1 1000\n");
  await begin();
  unlinkSync(file());
  await poll(() => watcher.status().error !== undefined);
  expect(watcher.status().error).toBe("the file cannot be read (ENOENT)");
  expect(kept()).toEqual(["a 1 at 1000"]);
  const other = path.join(dir, "other");
  writeFileSync(other, "a 2 1000\n");
  renameSync(other, file());
  await poll(() => true);
  await poll(() => watcher.status().loads === 2);
  expect(kept()).toEqual(["a 2 at 1000"]);
});

it("waits for a file that is not there yet", async () => {
  await begin();
  expect(watcher.store).toBeUndefined();
  write("a 1 1000\n");
  await poll(() => true);
  await poll(() => watcher.status().loads === 1);
  expect(watcher.status()).not.toHaveProperty("error");
});

it("refuses a file above its limit", async () => {
  write("a 1 1000\n");
  await begin(4);
  expect(watcher.status().error).toMatch(/^file of more than/);
});

it("refuses a file of more samples and series than its memory holds, and keeps what it had", async () => {
  write("a 1 1000\n");
  await begin(1024 ** 2, 2 * 1024);
  write("a 1 1000\nb 2 2000\nc 3 3000\n");
  await poll(() => true);
  await poll(() => watcher.status().error !== undefined);
  expect(watcher.status().error).toContain("more samples and series than fit into");
  expect(kept()).toEqual(["a 1 at 1000"]);
});

it.each([
  ["a directory", () => mkdirSync(file())],
  // Opening it would wait for somebody who writes.
  ["a pipe", () => execFileSync("mkfifo", [file()])],
  ["a device that never ends", () => symlinkSync("/dev/zero", file())],
])("says that %s is not a file", async (_, make) => {
  make();
  await begin();
  expect(watcher.status()).toEqual({ loadedMs: undefined, loads: 0, error: "it is not a file" });
});
