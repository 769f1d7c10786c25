// @vitest-environment jsdom
import { act, type ReactNode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TimeRange } from "../../domain/time/TimeRange.ts";
import { RefreshPicker } from "./RefreshPicker.tsx";
import { StepPicker } from "./StepPicker.tsx";
import { TimeRangePicker } from "./TimeRangePicker.tsx";

const nowMs = Date.UTC(2024, 9, 22, 15, 30);
let root: Root | null = null;

/** jsdom knows neither layout nor the top layer, but hides what has the attribute. */
function showPopover(this: HTMLElement) {
  this.removeAttribute("popover");
}

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  HTMLElement.prototype.showPopover = showPopover;
  Element.prototype.scrollIntoView = () => undefined;
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
});
afterEach(() => {
  act(() => root?.unmount());
  root = null;
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function render(node: ReactNode) {
  const home = document.body.appendChild(document.createElement("div"));
  root = createRoot(home);
  act(() => root?.render(node));
}

const implicit: Record<string, string> = { button: "button:not([role])", textbox: "input:not([type])" };

function allByRole(role: string): HTMLElement[] {
  return [
    ...document.querySelectorAll<HTMLElement>(
      `[role="${role}"]${implicit[role] ? `, ${implicit[role]}` : ""}`,
    ),
  ];
}

function nameOf(element: HTMLElement): string {
  const label = document.querySelector(`label[for="${CSS.escape(element.id)}"]`);
  return element.getAttribute("aria-label") ?? label?.textContent ?? element.textContent ?? "";
}

function byRole(role: string, name: string | RegExp): HTMLElement {
  const isNamed = (element: HTMLElement) =>
    typeof name === "string" ? nameOf(element) === name : name.test(nameOf(element));
  const found = allByRole(role).filter(isNamed);
  if (found.length !== 1 || !found[0])
    throw new Error(`${found.length} elements of role ${role} named ${String(name)}`);
  return found[0];
}

const selected = (role: string) =>
  allByRole(role)
    .filter((element) => element.getAttribute("aria-selected") === "true")
    .map((element) => element.textContent);

function click(element: HTMLElement) {
  act(() => {
    element.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    element.focus();
    element.click();
  });
}

/** What the browser does with a key that nobody took: Enter sends a form. */
function press(...keys: string[]) {
  for (const key of keys) {
    act(() => {
      const target = document.activeElement;
      const isFree = target?.dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
      );
      if (isFree && key === "Enter" && target instanceof HTMLInputElement) target.form?.requestSubmit();
    });
  }
}

function fill(element: HTMLElement, text: string) {
  act(() => {
    element.focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(element, text);
    element.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const dialog = () => document.querySelector('[role="dialog"]');

function showRangePicker(range: TimeRange = { from: "now-1h", to: "now" }) {
  const events = {
    onChange: vi.fn<(range: TimeRange) => void>(),
    onChangeZone: vi.fn<(zone: string) => void>(),
    onEarlier: vi.fn<() => void>(),
    onLater: vi.fn<() => void>(),
  };
  const fixed = { zone: "utc", browserZone: "Europe/Paris", asOfMs: nowMs, now: () => nowMs };
  render(<TimeRangePicker range={range} {...fixed} {...events} />);
  return { ...events, button: byRole("button", /^Time range/) };
}

function openRangePicker(range?: TimeRange) {
  const shown = showRangePicker(range);
  click(shown.button);
  return shown;
}

const valueOf = (name: string) => (byRole("textbox", name) as HTMLInputElement).value;

describe("TimeRangePicker", () => {
  it("names its button after the range it shows", () => {
    expect(nameOf(showRangePicker().button)).toBe("Time range Last 1 hour UTC");
  });

  it("opens the dialog Time range with the quick ranges, the current one selected, the focus in From", () => {
    openRangePicker();
    expect(byRole("dialog", "Time range")).toBeDefined();
    expect(allByRole("option")).toHaveLength(16);
    expect(selected("option")).toEqual(["Last 1 hour"]);
    expect(document.activeElement).toBe(byRole("textbox", "From"));
  });

  it("applies a quick range at once, closes, and gives the focus back", () => {
    const { onChange, button } = openRangePicker();
    click(byRole("option", "Last 6 hours"));
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ from: "now-6h", to: "now" });
    expect(dialog()).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  it("moves through the list with the keyboard", () => {
    const { onChange } = openRangePicker();
    byRole("option", "Last 1 hour").focus();
    press("ArrowDown", "ArrowDown", "Enter");
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ from: "now-6h", to: "now" });
  });

  it("applies typed ends with Enter", () => {
    const { onChange } = openRangePicker();
    fill(byRole("textbox", "From"), "2024-10-20 00:00");
    fill(byRole("textbox", "To"), "2024-10-23 00:00");
    press("Enter");
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ from: "1729382400000", to: "1729641600000" });
  });

  it("says why a text is no time and keeps the last good range, until it is corrected", () => {
    const { onChange } = openRangePicker({ from: "now-6h", to: "now" });
    const from = byRole("textbox", "From");
    fill(from, "now-6x");
    press("Enter");
    expect(onChange).not.toHaveBeenCalled();
    expect(from.getAttribute("aria-invalid")).toBe("true");
    const note = document.getElementById(from.getAttribute("aria-describedby") ?? "");
    expect(note?.textContent).toBe('"6x" is no duration; try 6h. Last 6 hours is kept.');
    fill(from, "now-7h");
    expect(from.getAttribute("aria-invalid")).toBeNull();
    press("Enter");
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ from: "now-7h", to: "now" });
  });

  it("lists a range that is none of the quick ones, and shows it in the fields and the calendar", () => {
    const { button } = openRangePicker({ from: "1729382400000", to: "1729641600000" });
    expect(nameOf(button)).toBe("Time range 20 Oct 00:00 – 23 Oct 00:00 UTC");
    expect(selected("option")).toEqual(["20 – 23 Oct"]);
    expect(valueOf("From")).toBe("2024-10-20 00:00");
    expect(byRole("grid", "October 2024")).toBeDefined();
    expect(selected("gridcell")).toEqual(["20", "21", "22", "23"]);
  });

  it("picks a range in the calendar: first its start, then its end", () => {
    const { onChange } = openRangePicker();
    click(byRole("button", "Monday 7 October 2024"));
    expect([valueOf("From"), valueOf("To")]).toEqual(["2024-10-07 00:00", "2024-10-08 00:00"]);
    click(byRole("button", "Wednesday 9 October 2024"));
    click(byRole("button", "Apply"));
    expect(onChange).toHaveBeenCalledExactlyOnceWith({
      from: String(Date.UTC(2024, 9, 7)),
      to: String(Date.UTC(2024, 9, 9)),
    });
  });

  it("walks the calendar with the arrow keys, across months", () => {
    openRangePicker();
    byRole("button", "Tuesday 22 October 2024").focus();
    press("ArrowDown", "ArrowDown");
    expect(byRole("grid", "November 2024")).toBeDefined();
    expect(document.activeElement).toBe(byRole("button", "Tuesday 5 November 2024"));
    press("PageUp");
    expect(document.activeElement).toBe(byRole("button", "Saturday 5 October 2024"));
  });

  it("closes on Escape without a change, the focus back on the button", () => {
    const { onChange, button } = openRangePicker();
    fill(byRole("textbox", "From"), "now-5h");
    press("Escape");
    expect(dialog()).toBeNull();
    expect(onChange).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(button);
  });

  it("finds a time zone by typing, and stays open", () => {
    const { onChangeZone } = openRangePicker();
    click(byRole("combobox", "Time zone"));
    const filter = document.querySelector<HTMLElement>("input[type=search]");
    if (filter) fill(filter, "new york");
    press("Enter");
    expect(onChangeZone).toHaveBeenCalledExactlyOnceWith("America/New_York");
    expect(byRole("dialog", "Time range")).toBeDefined();
  });

  it("has buttons for the neighbouring ranges", () => {
    const { onEarlier, onLater } = showRangePicker();
    click(byRole("button", "Earlier by half the range"));
    click(byRole("button", "Later by half the range"));
    expect(onEarlier).toHaveBeenCalledOnce();
    expect(onLater).toHaveBeenCalledOnce();
  });
});

describe("RefreshPicker", () => {
  it("refreshes, zooms out and offers the intervals, the current one ticked", () => {
    const onRefresh = vi.fn<() => void>();
    const onZoomOut = vi.fn<() => void>();
    const onChange = vi.fn<(refreshMs: number) => void>();
    render(<RefreshPicker refreshMs={10_000} {...{ onRefresh, onChange, onZoomOut }} />);
    click(byRole("button", "Refresh"));
    click(byRole("button", "Zoom out"));
    click(byRole("button", "Refresh every: 10s"));
    expect(byRole("menu", "Refresh every")).toBeDefined();
    const items = allByRole("menuitemradio");
    expect(items.map((item) => item.textContent)).toEqual(["Off", "5s", "10s", "30s", "1m", "5m"]);
    expect(items.findIndex((item) => item.getAttribute("aria-checked") === "true")).toBe(2);
    click(byRole("menuitemradio", "1m"));
    expect(onRefresh).toHaveBeenCalledOnce();
    expect(onZoomOut).toHaveBeenCalledOnce();
    expect(onChange).toHaveBeenCalledExactlyOnceWith(60_000);
  });
});

function showStepPicker(step: "auto" | number) {
  const onChange = vi.fn<(step: "auto" | number) => void>();
  const request = { rangeMs: 3 * 86_400_000, plotPx: 900, minStepMs: 15_000 };
  render(<StepPicker step={step} {...request} onChange={onChange} />);
  return { onChange, button: byRole("button", /^Step/) };
}

describe("StepPicker", () => {
  it.each<["auto" | number, string]>([
    ["auto", "Step 10 min auto"],
    [60_000, "Step 1 min fixed"],
    [1000, "Step 1 s too small"],
  ])("shows the effective step of %s and how it came about: %s", (step, text) => {
    expect(showStepPicker(step).button.textContent).toBe(text);
  });

  it("offers only steps that the range allows", () => {
    const { button, onChange } = showStepPicker("auto");
    click(button);
    const names = allByRole("option").map((option) => option.textContent);
    expect(names.slice(0, 3)).toEqual(["Auto (10 min)", "30 s", "1 min"]);
    expect(names.at(-1)).toBe("1 d");
    click(byRole("option", "1 h"));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(3_600_000);
  });

  it("refuses a typed step that makes too many points, and says what would do", () => {
    const { button, onChange } = showStepPicker("auto");
    click(button);
    const field = byRole("textbox", "Other step");
    fill(field, "1s");
    press("Enter");
    expect(onChange).not.toHaveBeenCalled();
    expect(dialog()?.textContent).toContain(
      "259,201 points per series; the limit is 11,000. Use a step of 30 s or more, or a shorter range.",
    );
    fill(field, "45s");
    press("Enter");
    expect(onChange).toHaveBeenCalledExactlyOnceWith(45_000);
  });
});
