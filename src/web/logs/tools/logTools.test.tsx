// @vitest-environment jsdom
import { act, useState } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { mount, press, type, until } from "../../../testing/mount.tsx";
import { NO_EDGE } from "../list/LinesEdge.ts";
import { giveLayout, makeLines } from "../logLines.test-util.ts";
import type { LogViewOptions } from "../LogViewOptions.ts";
import { LogContext } from "./LogContext.tsx";
import { LogPatterns } from "./LogPatterns.tsx";
import { LogToolbar } from "./LogToolbar.tsx";
import { useLineFind } from "./useLineFind.ts";

let unmount = async () => {};
beforeEach(giveLayout);
afterEach(async () => {
  await unmount();
  vi.unstubAllGlobals();
});

const VIEW: LogViewOptions = {
  isOldestFirst: false,
  isWrapped: false,
  time: "ns",
  dedup: "none",
  columns: ["b", "a"],
};
const lines = makeLines(["a=1 b=2 TIMEOUT", "a=1 b=3", "a=2 timeout c=1"]);
const saved = vi.fn();
const limited = vi.fn();

function Tools() {
  const [view, setView] = useState(VIEW);
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const find = useLineFind({ lines, text, onChange: setText });
  return (
    <>
      <LogToolbar
        view={view}
        onChangeView={(change) => setView({ ...view, ...change })}
        lines={lines}
        find={find}
        isFindOpen={isOpen}
        onFindOpenChange={setOpen}
        onSave={saved}
        limit={300}
        onChangeLimit={limited}
      />
      <output>{`${find.line?.text ?? "none"} | ${JSON.stringify(view)}`}</output>
    </>
  );
}

const output = () => document.querySelector("output")?.textContent ?? "";
const field = (label: string) => {
  const found = document.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`);
  if (!found) throw new Error(`no field ${label}`);
  return found;
};
const key = (target: Element, name: string, isShift = false) =>
  act(async () =>
    target.dispatchEvent(
      new KeyboardEvent("keydown", { key: name, shiftKey: isShift, bubbles: true, cancelable: true }),
    ),
  );

describe("LogToolbar", () => {
  it("changes order, wrapping, time and folding without asking anybody", async () => {
    unmount = await mount(<Tools />);
    await press("Newest first");
    await press("Wrap");
    await press("Time: ns");
    await press("Milliseconds", "menuitemradio");
    await press("Dedup: off");
    await press("Equal but for numbers", "menuitemradio");
    expect(output()).toContain('"isOldestFirst":true,"isWrapped":true,"time":"ms","dedup":"numbers"');
  });

  it("finds lines in any case, goes round them, and ends with Escape", async () => {
    unmount = await mount(<Tools />);
    await press("Find in lines/");
    const box = field("Find in lines");
    expect(document.activeElement).toBe(box);
    await type(box, "timeout");
    expect(document.querySelector("[role=status]")?.textContent).toBe("2 lines");
    await key(box, "Enter");
    expect(output()).toContain("a=1 b=2 TIMEOUT |");
    await key(box, "Enter");
    expect(output()).toContain("a=2 timeout c=1 |");
    await key(box, "Enter");
    expect(document.querySelector("[role=status]")?.textContent).toBe("1 of 2");
    await key(box, "Enter", true);
    expect(document.querySelector("[role=status]")?.textContent).toBe("2 of 2");
    await key(box, "Escape");
    expect(document.activeElement?.textContent).toContain("Find in lines");
    expect(output()).toContain("none |");
  });

  it("E2 Enter right after the last letter goes to the first line of what was typed", async () => {
    unmount = await mount(<Tools />);
    await press("Find in lines/");
    const box = field("Find in lines");
    await type(box, "b=2");
    // In one turn, so that the deferred search has not seen the text when Enter comes.
    await act(async () => {
      const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
      setValue?.call(box, "a=2");
      box.dispatchEvent(new Event("input", { bubbles: true }));
      await Promise.resolve();
      box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    });
    expect(output()).toContain("a=2 timeout c=1 |");
    expect(document.querySelector("[role=status]")?.textContent).toBe("1 of 1");
  });

  it("B5 offers five numbers of lines per page, and the one of the link", async () => {
    unmount = await mount(<Tools />);
    await press("Lines per page: Page: 300");
    const items = [...document.querySelectorAll("[role=menuitemradio]")].map((item) => item.textContent);
    expect(items).toEqual(
      ["100", "300", "500", "1,000", "2,000", "5,000"].map((one) => `${one} lines per page`),
    );
    await press("2,000 lines per page", "menuitemradio");
    expect(limited).toHaveBeenCalledWith(2000);
  });

  it("saves in three formats", async () => {
    unmount = await mount(<Tools />);
    await press("Save lines");
    await press("Save as JSON lines", "menuitem");
    expect(saved).toHaveBeenCalledWith("jsonl");
  });

  it("E8 shows how filled fields are, searches them, and reorders columns by key", async () => {
    unmount = await mount(<Tools />);
    await press("Columns");
    const dialog = document.querySelector('[role=dialog][aria-label="Columns"]');
    expect(dialog?.textContent).toContain("c33%");
    const grip = document.querySelector('[aria-label^="Move b"]');
    await key(grip as Element, "ArrowDown");
    expect(output()).toContain('"columns":["a","b"]');
    await type(field("Search fields"), "po");
    expect(dialog?.textContent).not.toContain("app");
    const box = [...document.querySelectorAll("label")]
      .find((one) => one.textContent === "pod")
      ?.querySelector("input");
    await act(async () => box?.click());
    expect(output()).toContain('"columns":["a","b","pod"]');
    // It stands among the shown now, and the focus with it.
    expect((document.activeElement as HTMLElement).dataset["field"]).toBe("pod");
    expect((document.activeElement as HTMLInputElement).checked).toBe(true);
  });
});

describe("LogContext", () => {
  it("E6 marks the line among its neighbours and offers more at each side", async () => {
    const onLoad = vi.fn();
    unmount = await mount(
      <LogContext
        anchor={lines[1] as LogLine}
        lines={lines.toReversed()}
        anchorIndex={1}
        older={{ kind: "more", onLoad }}
        newer={NO_EDGE}
        zone="UTC"
        queryMarks={[]}
        onClose={() => undefined}
      />,
    );
    const items = [...document.querySelectorAll("[role=listitem]")];
    expect(items.map((item) => item.getAttribute("aria-current"))).toEqual([null, "true", null]);
    expect(items[1]?.textContent).toContain("a=1 b=3");
    await press("Load 50 older");
    expect(onLoad).toHaveBeenCalledTimes(1);
    expect(document.body.textContent).toContain("No newer line of this stream");
  });
});

describe("LogPatterns", () => {
  const kind = (template: string, count: number) => ({ template, count, levels: {} });

  it("E9 lists the kinds of loaded lines and filters by one", async () => {
    const onFilter = vi.fn();
    const patterns = [kind("took <_> ms", 2), kind("other", 1)];
    unmount = await mount(<LogPatterns found={{ patterns, total: 2, lines: 3 }} onFilter={onFilter} />);
    expect(document.body.textContent).toContain("2 patterns of 3 loaded lines");
    await press("Filter this pattern out");
    expect(onFilter).toHaveBeenCalledWith("took <_> ms", true);
  });

  it("E9 shows a hundred kinds at a time, and says where the list ends before the kinds do", async () => {
    const patterns = Array.from({ length: 150 }, (_, at) => kind(`kind ${at} <_>`, 150 - at));
    unmount = await mount(
      <LogPatterns found={{ patterns, total: 4000, lines: 50_000 }} onFilter={vi.fn()} />,
    );
    const rows = () => document.querySelectorAll(".sg-pattern").length;
    await until(() => rows() === 100);
    await press("Show 50 more patterns");
    await until(() => rows() === 150);
    expect(document.body.textContent).toContain("4,000 patterns of 50,000 loaded lines");
    expect(document.body.textContent).toContain("The 150 most frequent are listed.");
  });

  it("E9 says that it looks for patterns, that there is none, and that it could not", async () => {
    unmount = await mount(<LogPatterns found={null} onFilter={vi.fn()} />);
    expect(document.querySelector("[role=status]")?.getAttribute("aria-label")).toBe("Finding patterns");
    await unmount();
    unmount = await mount(<LogPatterns found={{ patterns: [], total: 0, lines: 0 }} onFilter={vi.fn()} />);
    expect(document.body.textContent).toContain("Patterns are made of the loaded lines, and there is none.");
    await unmount();
    unmount = await mount(<LogPatterns found="failed" onFilter={vi.fn()} />);
    expect(document.body.textContent).toContain("Close Patterns and open them again.");
  });
});
