import { describe, expect, it } from "vitest";
import type { LogLine, LogPage } from "../../../../domain/frame/logs/LogPage.ts";
import { fromPage } from "../../../../domain/frame/logs/LogWindow.ts";
import { mergeWindows } from "./mergeWindows.ts";

const range = { startNs: "0", endNs: "100" };
/** Newest first; a page as long as its limit may have older lines. */
function windowOf(app: string, times: readonly number[], limit: number) {
  const stream = { key: app, labels: { app } };
  const lines = times.map((time): LogLine => ({ ns: String(time), stream, text: `${app} ${time}`, copy: 0 }));
  const page: LogPage = { kind: "logs", lines, direction: "backward", limit, warnings: [], bytes: 0 };
  return fromPage(page, range);
}
const texts = (windows: Parameters<typeof mergeWindows>[0]) =>
  mergeWindows(windows).lines.map(({ text }) => text);

describe("mergeWindows", () => {
  it("lists lines of several queries by time, of equal times in the order of the queries", () => {
    const windows = [windowOf("a", [90, 50, 10], 9), windowOf("b", [95, 50, 20], 9)];
    expect(texts(windows)).toEqual(["b 95", "a 90", "a 50", "b 50", "b 20", "a 10"]);
  });

  it("F38 shows no line beyond the span that every query has loaded", () => {
    const windows = [windowOf("a", [90, 80], 2), windowOf("b", [95, 50, 20], 9)];
    expect(texts(windows)).toEqual(["b 95", "a 90", "a 80"]);
    expect(mergeWindows(windows).behind.older).toEqual([0]);
  });

  it("gives the lines of one query as they are", () => {
    const window = windowOf("a", [90, 80], 2);
    expect(mergeWindows([window]).lines).toBe(window.lines);
  });
});
