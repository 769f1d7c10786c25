// @vitest-environment jsdom
import { act, useState } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LogLine } from "../../../domain/frame/logs/LogPage.ts";
import { mount, press } from "../../../testing/mount.tsx";
import { giveLayout, makeLines } from "../logLines.test-util.ts";
import type { LogViewOptions } from "../LogViewOptions.ts";
import { NO_EDGE } from "./LinesEdge.ts";
import { LogList, type LogListProps } from "./LogList.tsx";

const VIEW: LogViewOptions = {
  isOldestFirst: false,
  isWrapped: false,
  time: "ns",
  dedup: "none",
  columns: [],
};
let unmount = async () => {};
beforeEach(giveLayout);
afterEach(async () => {
  await unmount();
  vi.unstubAllGlobals();
});

type Given = Partial<LogListProps> & { readonly lines: readonly LogLine[] };

function Held(props: Given) {
  const [selected, setSelected] = useState<LogLine | null>(props.selected ?? null);
  return (
    <LogList
      direction="backward"
      view={VIEW}
      zone="UTC"
      older={NO_EDGE}
      newer={NO_EDGE}
      renderDetails={(line, { onNext }) => (
        <section aria-label="Details">
          <p>Details of {line.text}</p>
          <button onClick={onNext}>Next line</button>
        </section>
      )}
      {...props}
      selected={selected}
      onSelect={setSelected}
    />
  );
}

async function show(props: Given) {
  unmount = await mount(<Held {...props} />);
}

const rows = () => [...document.querySelectorAll<HTMLElement>("[role=listitem]")];
const row = (index: number) => {
  const found = document.querySelector<HTMLElement>(`[data-index="${index}"]`);
  if (!found) throw new Error(`row ${index} is not in the document`);
  return found;
};
const details = () => document.querySelector("section[aria-label=Details] p")?.textContent;
const focused = () => (document.activeElement as HTMLElement).dataset["index"];
async function key(name: string, target: Element | null = document.activeElement) {
  await act(async () =>
    target?.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true })),
  );
}
async function click(target: Element | null) {
  await act(async () => target?.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1 })));
}
const many = makeLines(Array.from({ length: 50_000 }, (_, index) => `level=info msg="line ${index}"`));

describe("LogList", () => {
  it("E2 is a list named Log lines that holds only the rows in sight of 50,000", async () => {
    await show({ lines: many });
    expect(document.querySelector("[role=list]")?.getAttribute("aria-label")).toBe("Log lines");
    expect(rows().length).toBeGreaterThan(10);
    expect(rows().length).toBeLessThan(100);
    expect(row(0).getAttribute("aria-setsize")).toBe("50000");
  });

  it("E2 shows every digit of a nanosecond, milliseconds, or no time", async () => {
    await show({ lines: makeLines(["x"], 1_748_304_000_123_456_789n) });
    expect(row(0).textContent).toContain("00:00:00.123456789");
    await unmount();
    await show({ lines: makeLines(["x"], 1_748_304_000_123_456_789n), view: { ...VIEW, time: "ms" } });
    expect(row(0).textContent).toBe("00:00:00.123x");
    await unmount();
    await show({ lines: makeLines(["x"]), view: { ...VIEW, time: "off" } });
    expect(row(0).textContent).toBe("x");
  });

  it("shows the oldest line first when asked to", async () => {
    await show({ lines: makeLines(["new", "old"]), view: { ...VIEW, isOldestFirst: true } });
    expect(rows().map((one) => one.textContent?.slice(18))).toEqual(["old", "new"]);
  });

  it("S18 shows markup and direction marks of a line as text", async () => {
    await show({ lines: makeLines(["<img src=x onerror=alert(1)> \u202egnp"]) });
    expect(row(0).textContent).toContain("<img src=x onerror=alert(1)> ⟨U+202E⟩gnp");
    expect(document.querySelector("img")).toBeNull();
  });

  it("F33 flags a line with invalid bytes", async () => {
    await show({
      lines: makeLines(["a\ufffd"]).map((line) => ({ ...line, hasInvalidBytes: true as const })),
    });
    expect(row(0).textContent).toContain("invalid bytes");
    expect(document.body.textContent).toContain("1 line has invalid bytes");
  });

  it("has the letter of its query before each line only where it is told", async () => {
    const lines = makeLines(["a", "b"]);
    const origins = new Map(lines.map((line, at) => [line, { letter: "AB"[at] ?? "", colorIndex: at + 1 }]));
    await show({ lines, originOf: (line) => origins.get(line) });
    expect(row(0).textContent).toMatch(/^Query A: A/);
    expect(row(1).querySelector("[data-letter]")?.textContent).toBe("B");
    await unmount();
    await show({ lines });
    expect(document.querySelector("[data-letter]")).toBeNull();
  });

  it("cuts a line of 100 KB and says how long it is", async () => {
    await show({ lines: makeLines(["x".repeat(100_000)]) });
    expect(row(0).textContent).toContain("100 KB");
    expect(row(0).textContent?.length).toBeLessThan(3_000);
  });

  it("E5 opens with Enter, moves with the arrows, closes with Escape and gives the focus back", async () => {
    await show({ lines: makeLines(["a", "b", "c"]) });
    row(0).focus();
    await key("ArrowDown");
    expect(focused()).toBe("1");
    await key("Enter");
    expect(details()).toBe("Details of b");
    expect(focused()).toBe("1");
    await key("ArrowDown");
    expect(details()).toBe("Details of c");
    const button = document.querySelector<HTMLElement>("section button");
    button?.focus();
    await key("Escape", button);
    expect(details()).toBeUndefined();
    expect(focused()).toBe("2");
    await key("Home");
    expect(focused()).toBe("0");
  });

  it("E5 goes to the next line from within the details", async () => {
    await show({ lines: makeLines(["a", "b"]) });
    await click(row(0).querySelector(".sg-log"));
    await press("Next line");
    expect(details()).toBe("Details of b");
  });

  it("opens a line with a click, closes it with another, and not with a click in its details", async () => {
    await show({ lines: makeLines(["a", "b"]) });
    await click(row(1).querySelector(".sg-log-line"));
    expect(details()).toBe("Details of b");
    await click(document.querySelector("section p"));
    expect(details()).toBe("Details of b");
    await click(row(1).querySelector(".sg-log-line"));
    expect(details()).toBeUndefined();
  });

  it("E4 folds equal neighbours, counts them, and opens them in place by pointer and by key", async () => {
    await show({ lines: makeLines(["a", "b", "b", "b"]), view: { ...VIEW, dedup: "exact" } });
    expect(rows()).toHaveLength(2);
    expect(row(1).textContent).toContain("3 lines folded");
    await click(row(1).querySelector("[data-fold]"));
    expect(rows()).toHaveLength(4);
    expect(details()).toBeUndefined();
    row(1).focus();
    await key("ArrowLeft");
    expect(rows()).toHaveLength(2);
  });

  it("shows columns of labels, metadata and fields beside the line", async () => {
    const lines = makeLines(["level=warn code=500"]).map((line) => ({ ...line, metadata: { trace: "t1" } }));
    await show({ lines, view: { ...VIEW, columns: ["pod", "trace", "code", "none"] } });
    expect([...row(0).querySelectorAll(".sg-log-col")].map((cell) => cell.textContent)).toEqual([
      "gw-1",
      "t1",
      "500",
      "",
    ]);
    expect(row(0).querySelector(".sg-lv-word")?.textContent).toBe("warn");
  });

  it("E3 offers more lines at both ends, says why it could not get them, and asks for nothing while it loads", async () => {
    const onLoad = vi.fn();
    await show({
      lines: makeLines(["a"]),
      older: { kind: "failed", onLoad, note: "The source did not answer." },
      newer: { kind: "loading", onLoad },
    });
    await press("Loading newer");
    expect(onLoad).not.toHaveBeenCalled();
    await press("Try again: older");
    expect(onLoad).toHaveBeenCalledTimes(1);
    expect(document.body.textContent).toContain("The source did not answer.");
    expect(document.body.textContent).toContain("1 line, 15:59:59 – 15:59:59");
  });

  it("E7 opens at the line it is given", async () => {
    const [, second] = many;
    await show({ lines: many, selected: second ?? null });
    expect(details()).toBe('Details of level=info msg="line 1"');
  });

  it("has words for no lines and rows for the first ones to come", async () => {
    await show({ lines: [], empty: <p>Nothing matches</p> });
    expect(document.body.textContent).toBe("Nothing matches");
    await unmount();
    await show({ lines: [], isLoading: true });
    expect(document.querySelector("[role=status]")?.getAttribute("aria-label")).toBe("Loading lines");
  });
});
