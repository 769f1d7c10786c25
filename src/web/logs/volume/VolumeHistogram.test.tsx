// @vitest-environment jsdom
import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mount, press } from "../../../testing/mount.tsx";
import { giveLayout } from "../logLines.test-util.ts";
import { VolumeHistogram, type VolumeHistogramProps } from "./VolumeHistogram.tsx";

const startMs = Date.UTC(2025, 10, 20, 15);
const data = {
  startsMs: Float64Array.of(startMs, startMs + 60_000, startMs + 120_000),
  stepMs: 60_000,
  levels: [
    { level: "error" as const, counts: Float64Array.of(10, 0, 1), total: 11 },
    { level: "warn" as const, counts: Float64Array.of(90, 50, 0), total: 38_940 },
  ],
  total: 38_951,
};
let unmount = async () => {};
beforeEach(giveLayout);
afterEach(async () => {
  await unmount();
  vi.unstubAllGlobals();
});

async function show(props: Partial<VolumeHistogramProps>) {
  unmount = await mount(
    <VolumeHistogram
      range={{ startMs, endMs: startMs + 180_000 }}
      zone="UTC"
      isBytes={false}
      state={{ kind: "ready", data }}
      onSelectRange={() => undefined}
      {...props}
    />,
  );
}

const figure = () => document.querySelector("figure") as HTMLElement;
const key = (name: string, isShift = false) =>
  act(async () =>
    figure().dispatchEvent(
      new KeyboardEvent("keydown", { key: name, shiftKey: isShift, bubbles: true, cancelable: true }),
    ),
  );

describe("VolumeHistogram", () => {
  it("E1 filters a level by its total", async () => {
    const onFilterLevel = vi.fn();
    await show({ onFilterLevel, filteredLevels: ["error"] });
    await press("38.9k warn");
    expect(onFilterLevel).toHaveBeenCalledWith("warn");
    expect(document.querySelector("[aria-pressed=true]")?.textContent).toBe("11 error");
  });

  it("E1 walks its columns, selects some and zooms by keys alone", async () => {
    const onSelectRange = vi.fn();
    const crosshair = { get: vi.fn(), set: vi.fn(), subscribe: () => () => undefined };
    await show({ onSelectRange, crosshair });
    await key("ArrowRight");
    expect(document.querySelector("[role=status]")?.textContent).toBe(
      "Thu 20 Nov 15:00 – 15:01warn90error10",
    );
    expect(crosshair.set).toHaveBeenLastCalledWith(expect.objectContaining({ timeMs: startMs + 30_000 }));
    await key("ArrowRight", true);
    await key("Enter");
    expect(onSelectRange).toHaveBeenCalledWith({ startMs, endMs: startMs + 120_000 });
  });

  it("E1 has a table of the same numbers", async () => {
    await show({});
    const cells = [...document.querySelectorAll("tbody tr")].map((row) =>
      [...row.children].map((cell) => cell.textContent).join(" "),
    );
    expect(cells).toEqual(["2025-11-20 15:00 10 90", "2025-11-20 15:01 0 50", "2025-11-20 15:02 1 0"]);
  });

  it("says that it shows bytes, that it counts, or why it cannot", async () => {
    await show({ isBytes: true, bytesNote: "counting would read 40 GiB" });
    expect(document.body.textContent).toContain("Bytes (B), not lines: counting would read 40 GiB");
    await unmount();
    await show({ state: { kind: "loading" } });
    expect(document.querySelector("[role=status]")?.textContent).toBe("Counting lines");
    await unmount();
    await show({ state: { kind: "unavailable", reason: "the source answers no metric queries" } });
    expect(document.querySelector("[role=status]")?.textContent).toContain(
      "the source answers no metric queries",
    );
  });
});
