// @vitest-environment jsdom
import { beforeEach, expect, it } from "vitest";
import type { SourceView } from "../../../../contract/sources.ts";
import { otherSource } from "./otherSource.ts";
import { rememberPairs, rememberTarget, saidPairs } from "./rememberedPairs.ts";

beforeEach(() => localStorage.clear());

const there = { fromId: "prom", toId: "loki" };
const back = { fromId: "loki", toId: "prom" };

it("what was said of two sources holds both ways, and later words replace earlier ones", () => {
  rememberPairs(there, [
    { own: "job", other: "app" },
    { own: "instance", other: "" },
  ]);
  expect(saidPairs(back)).toEqual([{ own: "app", other: "job" }]);
  rememberPairs(there, [{ own: "job", other: "service_name" }]);
  expect(saidPairs(there)).toContainEqual({ own: "job", other: "service_name" });
  expect(saidPairs(there)).toContainEqual({ own: "instance", other: "" });
  expect(saidPairs({ fromId: "prom", toId: "other" })).toEqual([]);
});

it("a damaged memory is none", () => {
  localStorage.setItem("sightglass:label-pairs:prom:loki", '{"a":1}');
  expect(saidPairs(there)).toEqual([]);
  localStorage.setItem("sightglass:label-pairs:prom:loki", '[["a"],3,["job","app"]]');
  expect(saidPairs(there)).toEqual([{ own: "job", other: "app" }]);
});

const source = (id: string, kind: SourceView["kind"], url: string): SourceView => ({
  id,
  name: id,
  kind,
  url,
  authType: "none",
  headerNames: [],
  hasCa: false,
  origin: "config",
  minStepMs: 15_000,
});

it("asks the source chosen last, else the one on the same host, else the first", () => {
  const sources = [
    source("prom", "prometheus", "https://eu.example.org/metrics"),
    source("us", "loki", "https://us.example.org"),
    source("eu", "loki", "https://eu.example.org/logs"),
  ];
  const ask = { sourceId: "prom", to: "logs" } as const;
  expect(otherSource(sources, ask)?.id).toBe("eu");
  expect(otherSource(sources.slice(0, 2), ask)?.id).toBe("us");
  rememberTarget({ fromId: "prom", toId: "us" });
  expect(otherSource(sources, ask)?.id).toBe("us");
  // A metric query over logs has its lines where it was asked.
  expect(otherSource(sources, { sourceId: "eu", to: "logs" })?.id).toBe("eu");
});
