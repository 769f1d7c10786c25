import { describe, expect, it } from "vitest";
import type { ResolvedRange } from "../../../../domain/time/TimeRange.ts";
import { type WhyClient, whyNoLines } from "./whyNoLines.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 20);
const range = { startMs: NOW - 3_600_000, endMs: NOW };

/** A source with the streams {app="cart", namespace="shop"} and {app="nginx", namespace="web"}. */
const streams = ['{app="cart", namespace="shop"}', '{app="nginx", namespace="web"}'];
const fits = (selector: string) =>
  streams.some((stream) =>
    selector
      .slice(1, -1)
      .split(", ")
      .every((matcher) => stream.includes(matcher)),
  );
const client = (change: Partial<WhyClient> = {}): WhyClient => ({
  labels: async () => ["app", "namespace"],
  values: async (label) => (label === "app" ? ["cart", "nginx"] : ["shop", "web"]),
  hasStreams: async (selector) => fits(selector),
  edge: async () => null,
  ...change,
});

describe("F40 L4 why a log query has no line", () => {
  it.each([
    ['{nmespace="shop"}', "Use namespace", '{namespace="shop"}'],
    ['{namespce="shop", app="cart"}', "Use namespace", '{namespace="shop", app="cart"}'],
    ['{app="crat"} |= "x"', 'Use "cart"', '{app="cart"} |= "x"'],
    ['{app="cart", namespace="web"} | json', "Drop app", '{namespace="web"} | json'],
    ['{app="cart"} |= "no such"', "Show all their lines", '{app="cart"}'],
  ])("F40 L4 %s is mended by %s", async (expr, label, mended) => {
    const why = await whyNoLines({ expr, range, nowMs: NOW }, client());
    expect(why?.fix).toEqual({ label, expr: mended });
  });

  it("F40 a range that ends before the oldest line leads to it", async () => {
    const late = client({
      hasStreams: async (_selector, { endMs }) => endMs > NOW - DAY,
      edge: async () => NOW - DAY,
    });
    const old = { startMs: NOW - 3 * DAY, endMs: NOW - 2 * DAY };
    const why = await whyNoLines({ expr: '{app="cart"}', range: old, nowMs: NOW }, late);
    expect(why?.fix?.range).toEqual({ startMs: NOW - DAY, endMs: NOW });
  });

  it.each([
    ["90 days ago", -90 * DAY],
    ["yet to come", 2 * DAY],
  ])("F40 a range %s is explained by questions no longer than Loki allows", async (_words, fromMs) => {
    const asked: ResolvedRange[] = [];
    const note = <T>(answer: T, one: ResolvedRange) => {
      asked.push(one);
      return Promise.resolve(answer);
    };
    const old = { startMs: NOW + fromMs, endMs: NOW + fromMs + DAY };
    const isRecent = ({ startMs, endMs }: ResolvedRange) => startMs < NOW && endMs > NOW - DAY;
    const strict = client({
      hasStreams: (_selector, one) => note(isRecent(one), one),
      labels: (one) => note(["app"], one),
      values: (_label, one) => note(["cart"], one),
      edge: (_selector, side, one) => note(side === "oldest" ? NOW - DAY : NOW - 1000, one),
    });
    const why = await whyNoLines({ expr: '{app="cart"}', range: old, nowMs: NOW }, strict);
    expect(why?.fix?.label).toBe(fromMs < 0 ? "Go to the oldest lines" : "Go to the newest lines");
    for (const one of asked) expect(one.endMs - one.startMs).toBeLessThanOrEqual(721 * 3_600_000);
  });

  it("F40 a source without any label points to the tenant", async () => {
    const none = client({ labels: async () => [], hasStreams: async () => false });
    const why = await whyNoLines({ expr: '{app="cart"}', range, nowMs: NOW }, none);
    expect(why?.text).toContain("X-Scope-OrgID");
    expect(why?.fix).toBeUndefined();
  });
});
