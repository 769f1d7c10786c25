import { expect, it } from "vitest";
import { dropMetadata } from "./dropMetadata.ts";
import { Labels } from "./Labels.ts";

it("takes away the name, type and unit of the metric, and nothing else", () => {
  const labels = Labels.from({
    __name__: "up",
    __type__: "gauge",
    __unit__: "s",
    __other__: "a",
    job: "__name__",
  });
  expect(dropMetadata(labels).toRecord()).toEqual({ __other__: "a", job: "__name__" });
});

it("keeps labels without them as they are", () => {
  const labels = Labels.from({ job: "a" });
  expect(dropMetadata(labels)).toBe(labels);
});
