import { vi } from "vitest";
import type { LogLine } from "../../domain/frame/logs/LogPage.ts";

const START_NS = 1_763_654_399_000_000_000n;
const STREAM = { key: "a", labels: { app: "gw", pod: "gw-1" } };

/** Lines a millisecond apart, the newest first, as a backward window holds them. */
export function makeLines(texts: readonly string[], firstNs = START_NS): LogLine[] {
  return texts.map((text, index) => ({
    ns: String(firstNs - BigInt(index) * 1_000_000n),
    stream: STREAM,
    text,
    copy: 0,
  }));
}

/** What jsdom lacks and the list asks for: a size, and nobody who watches it. */
export function giveLayout(): void {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  for (const [name, px] of [
    ["offsetHeight", 400],
    ["clientHeight", 400],
    ["offsetWidth", 1000],
    ["clientWidth", 1000],
  ] as const) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => px });
  }
  HTMLElement.prototype.showPopover = function show(this: HTMLElement) {
    this.removeAttribute("popover");
  };
  HTMLDialogElement.prototype.showModal = function show(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
    this.open = false;
  };
  Element.prototype.scrollTo = () => undefined;
}
