import { expect, it } from "vitest";
import { agoText, untilText } from "./moments.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const nowMs = 1_700_000_000_000;

it.each([
  [MINUTE_MS - 1, "just now", "now"],
  [MINUTE_MS, "1 minute ago", "in 1 minute"],
  [2.5 * MINUTE_MS, "3 minutes ago", "in 3 minutes"],
  [HOUR_MS - 1, "1 hour ago", "in 1 hour"],
  [HOUR_MS + 10 * MINUTE_MS, "1 hour ago", "in 1 hour"],
  [DAY_MS - 1, "1 day ago", "in 1 day"],
  [30 * DAY_MS - 20 * MINUTE_MS, "30 days ago", "in 30 days"],
  [30 * DAY_MS - 13 * HOUR_MS, "29 days ago", "in 29 days"],
])("a span of %d ms is %j and %j", (spanMs, ago, until) => {
  expect(agoText(nowMs - spanMs, nowMs)).toBe(ago);
  expect(untilText(nowMs + spanMs, nowMs)).toBe(until);
});
