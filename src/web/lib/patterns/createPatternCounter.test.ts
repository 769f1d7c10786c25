import { describe, expect, it, vi } from "vitest";
import type { LogLine, LogStream } from "../../../domain/frame/logs/LogPage.ts";
import type { CountedPatterns, ToPatternWorker } from "../../../domain/frame/logs/PatternMessages.ts";
import { unpackLines } from "../../../domain/frame/logs/transferLogs.ts";
import { createPatternCounter, type PatternWorkerLike } from "./createPatternCounter.ts";

const stream: LogStream = { key: "a", labels: { app: "a" } };
const linesOf = (from: number, to: number, of = stream): readonly LogLine[] =>
  Array.from({ length: to - from }, (_, at) => ({
    ns: String(from + at),
    stream: of,
    text: `line ${from + at}`,
    copy: 0,
  }));

/** A worker that keeps the texts it got and answers each count by how many they are. */
class FakeWorker implements PatternWorkerLike {
  readonly got: string[] = [];
  readonly levels: string[] = [];
  readonly #streams: LogStream[] = [];
  isEnded = false;
  #listen: (event: MessageEvent<CountedPatterns>) => void = () => {};
  fail: () => void = () => {};

  postMessage(message: ToPatternWorker): void {
    if (message.type === "lines") {
      this.#streams.push(...message.streams);
      const lines = unpackLines(message.lines, this.#streams);
      this.got.push(...lines.map(({ text }) => text));
      this.levels.push(...lines.map(({ stream: { key } }) => key));
      return;
    }
    const data = { patterns: [], total: 0, lines: this.got.length };
    queueMicrotask(() => this.#listen({ data } as unknown as MessageEvent<CountedPatterns>));
  }
  terminate(): void {
    this.isEnded = true;
  }
  addEventListener(type: "message" | "error", listen: never): void {
    if (type === "message") this.#listen = listen;
    else this.fail = listen;
  }
}

function make() {
  const workers: FakeWorker[] = [];
  const onCounted = vi.fn();
  let turns = 0;
  const counter = createPatternCounter({
    createWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    onCounted,
    pause: () => Promise.resolve((turns += 1)),
  });
  const settled = (times: number) => vi.waitFor(() => expect(onCounted).toHaveBeenCalledTimes(times));
  return { counter, workers, onCounted, settled, turns: () => turns };
}

describe("createPatternCounter", () => {
  it("E9 sends 50,000 lines in parts between which the page can draw", async () => {
    const { counter, workers, onCounted, settled, turns } = make();
    counter.set(linesOf(0, 50_000));
    expect(workers[0]?.got).toHaveLength(1000);
    await settled(1);
    expect(onCounted).toHaveBeenCalledWith({ patterns: [], total: 0, lines: 50_000 });
    expect(workers[0]?.got.at(-1)).toBe("line 49999");
    expect(turns()).toBe(50);
  });

  it.each([
    ["behind", linesOf(10, 20), 0],
    ["before", linesOf(10, 20), 1],
  ])("E9 sends only the lines that came %s the counted ones", async (_where, more, isBefore) => {
    const { counter, workers, settled } = make();
    const first = linesOf(0, 10);
    counter.set(first);
    await settled(1);
    counter.set(isBefore ? [...more, ...first] : [...first, ...more]);
    await settled(2);
    expect(workers).toHaveLength(1);
    expect(workers[0]?.got).toHaveLength(20);
  });

  it("tells the streams of later lines apart", async () => {
    const { counter, workers, settled } = make();
    const first = linesOf(0, 2);
    counter.set(first);
    await settled(1);
    counter.set([...first, ...linesOf(2, 3, { key: "b", labels: {} }), ...linesOf(3, 4)]);
    await settled(2);
    expect(workers[0]?.levels).toEqual(["a", "a", "b", "a"]);
  });

  it("starts anew with other lines, and counts lines that came meanwhile after that", async () => {
    const { counter, workers, onCounted, settled } = make();
    counter.set(linesOf(0, 10));
    counter.set(linesOf(50, 55));
    counter.set(linesOf(70, 73));
    await settled(2);
    expect(workers.map(({ got, isEnded }) => [got.length, isEnded])).toEqual([
      [10, true],
      [3, false],
    ]);
    expect(onCounted.mock.calls.map(([found]) => (found as CountedPatterns).lines)).toEqual([10, 3]);
  });

  it("ends its worker and says no more once it is stopped", async () => {
    const { counter, workers, onCounted, turns } = make();
    counter.set(linesOf(0, 5000));
    counter.stop();
    await vi.waitFor(() => expect(turns()).toBe(1));
    await Promise.resolve();
    expect(workers[0]?.isEnded).toBe(true);
    expect(workers[0]?.got).toHaveLength(1000);
    expect(onCounted).not.toHaveBeenCalled();
  });

  it("says that its worker died, and starts another for the next lines", async () => {
    const { counter, workers, onCounted, settled } = make();
    counter.set(linesOf(0, 10));
    workers[0]?.fail();
    expect(onCounted).toHaveBeenLastCalledWith("failed");
    counter.set(linesOf(0, 10));
    await settled(2);
    expect(onCounted).toHaveBeenLastCalledWith({ patterns: [], total: 0, lines: 10 });
    expect(workers).toHaveLength(2);
  });
});
