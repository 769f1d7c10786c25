import { describe, expect, it } from "vitest";
import type { SourceView } from "../../contract/sources.ts";
import { orderSources } from "./orderSources.ts";

const source = (id: string, parts: Partial<SourceView>) => ({ id, ...parts }) as SourceView;

describe("orderSources", () => {
  it("puts one's own first, as they came, then the demo, and Sightglass' own metrics last", () => {
    const sources = [
      source("self", { origin: "embedded", preset: "self" }),
      source("demo", { origin: "embedded", preset: "demo" }),
      source("configured", { origin: "config" }),
      source("added", { origin: "added", preset: "coreweave" }),
    ];
    expect(orderSources(sources).map(({ id }) => id)).toEqual(["configured", "added", "demo", "self"]);
  });
});
