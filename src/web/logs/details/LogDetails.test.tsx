// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { hasFilter } from "../../../domain/query/logql/filters.ts";
import { mount, press, until } from "../../../testing/mount.tsx";
import { giveLayout, makeLines } from "../logLines.test-util.ts";
import { LogDetails, type LogDetailsProps } from "./LogDetails.tsx";

let unmount = async () => {};
beforeEach(giveLayout);
afterEach(async () => {
  await unmount();
  vi.unstubAllGlobals();
});

const QUERY = '{app="gw"} | json | code="500"';
const noop = () => undefined;

async function show(line: LogLine, props: Partial<LogDetailsProps> = {}) {
  unmount = await mount(
    <LogDetails
      line={line}
      lines={[line]}
      zone="UTC"
      columns={["code"]}
      queryMarks={[]}
      hasFilter={(filter) => hasFilter(QUERY, filter)}
      onCopy={noop}
      onClose={noop}
      onPrevious={noop}
      onNext={noop}
      {...props}
    />,
  );
}

const isPressed = (name: string) =>
  document.querySelector(`[aria-label="${name}"]`)?.getAttribute("aria-pressed") === "true";
const lineOf = (text: string) => makeLines([text])[0] as LogLine;

describe("LogDetails", () => {
  it("E5 lists labels, metadata and fields with all digits", async () => {
    await show({ ...lineOf('{"id":12345678901234567890,"code":500}'), metadata: { trace: "t1" } });
    const text = document.body.textContent;
    for (const part of [
      "Labels",
      "app",
      "gw",
      "Structured metadata",
      "trace",
      "t1",
      "Parsed fields (json)",
      "12345678901234567890",
    ])
      expect(text).toContain(part);
  });

  it("B6 asks for a matcher on a label and a filter behind the parser on a field", async () => {
    const onFilter = vi.fn();
    await show(lineOf('{"code":500}'), { onFilter });
    await press("Filter for pod");
    await press("Filter out code");
    expect(onFilter.mock.calls).toEqual([
      [{ kind: "label", name: "pod", value: "gw-1", isOut: false }, null],
      [{ kind: "field", name: "code", value: "500", isOut: true }, "json"],
    ]);
  });

  it("B6 shows which filters the query holds", async () => {
    await show(lineOf('{"code":500}'), { onFilter: noop });
    expect(["Filter for app", "Filter for code", "Filter for pod", "Filter out app"].map(isPressed)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("B6 filters by the name that Loki gives a field whose name is a label's already", async () => {
    const onFilter = vi.fn();
    await show(lineOf("a=1 app=other"), { onFilter });
    const buttons = document.querySelectorAll<HTMLElement>('[aria-label="Filter for app"]');
    buttons[1]?.click();
    expect(onFilter.mock.calls[0]?.[0]).toMatchObject({
      kind: "field",
      name: "app_extracted",
      value: "other",
    });
  });

  it("E5 tells which share of the loaded lines has a value", async () => {
    const lines = makeLines(["a=1 b=1", "a=1 b=2", "a=1 b=3", "a=2 b=4"]);
    await show(lines[0] as LogLine, { lines });
    await until(() => document.body.textContent?.includes("75%") ?? false);
    expect(document.body.textContent).toContain("1 line");
  });

  it("E5 copies, links, shows neighbours and makes columns by name", async () => {
    const line = lineOf("a=1 b=2");
    const onCopy = vi.fn();
    const onContext = vi.fn();
    const onToggleColumn = vi.fn();
    await show(line, { onCopy, onContext, onToggleColumn });
    await press("Copy line");
    await press("Copy as JSON");
    await press("50 lines around");
    await press("Column b");
    expect(onCopy.mock.calls).toEqual([
      [line, "text"],
      [line, "json"],
    ]);
    expect(onContext).toHaveBeenCalledWith(line);
    expect(onToggleColumn).toHaveBeenCalledWith("b");
    expect(document.body.textContent).not.toContain("Link to line");
  });

  it("shows JSON as a tree when asked, and nothing of it before", async () => {
    await show(lineOf('{"user":{"id":7}}'));
    expect(document.querySelector("[role=tree]")).toBeNull();
    await press("JSON tree");
    expect([...document.querySelectorAll("[role=treeitem]")].map((item) => item.textContent)).toEqual([
      "{ 1 }",
      "user:{ 1 }",
      "id:7",
    ]);
  });

  it("shows a line of 100 KB from its beginning, and all of it when asked", async () => {
    const line = lineOf("word ".repeat(20_000));
    await show(line);
    const whole = () => document.querySelector('[aria-label="Whole line"]')?.textContent ?? "";
    expect(whole().length).toBeLessThan(3_000);
    await press("Show all 100 KB");
    expect(whole()).toHaveLength(100_000);
  });
});
