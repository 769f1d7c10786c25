import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mark, markPainted, paintedMs } from "./marks.ts";

/** The page's frames, by hand. */
let frames: (() => void)[] = [];

describe("marks", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    frames = [];
    vi.stubGlobal("window", globalThis);
    vi.stubGlobal("requestAnimationFrame", (frame: () => void) => frames.push(frame));
    vi.stubGlobal("cancelAnimationFrame", (id: number) => frames.splice(id - 1, 1));
    performance.clearMarks();
    performance.clearMeasures();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const showFrame = () => {
    for (const frame of frames.splice(0)) frame();
    vi.runAllTimers();
  };
  const painted = () => performance.getEntriesByName("sg:painted").length;

  it("measures from the run to the task after the frame, once per run", () => {
    mark("sg:run", "a");
    markPainted("a");
    expect(painted()).toBe(0);
    showFrame();
    markPainted("a");
    showFrame();
    expect(painted()).toBe(1);
    const [measure] = performance.getEntriesByName("sg:query-to-paint") as PerformanceMeasure[];
    expect(measure?.detail).toEqual({ runId: "a" });
    expect(paintedMs("a")).toBe(measure?.duration);
    expect(paintedMs("b")).toBeUndefined();
  });

  it("marks nothing for a paint that was called off, or a run nobody began", () => {
    mark("sg:run", "c");
    markPainted("c")();
    markPainted("never");
    showFrame();
    expect(painted()).toBe(0);
  });

  it("places what the worker measured on the page's own clock", () => {
    mark("sg:response", "a", performance.timeOrigin + 1234.5);
    expect(performance.getEntriesByName("sg:response")[0]?.startTime).toBeCloseTo(1234.5, 3);
  });
});
