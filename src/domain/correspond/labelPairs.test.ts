import { describe, expect, it } from "vitest";
import { guessPairs, pairableLabels, reversePairs, sharedLabels } from "./labelPairs.ts";

describe("labels of several series", () => {
  it("are shared where all have one value", () => {
    const shared = sharedLabels([
      { __name__: "up", namespace: "shop", pod: "a", cluster: "ord1" },
      { __name__: "up", namespace: "shop", pod: "b", cluster: "ord1" },
    ]);
    expect([...shared]).toEqual([
      ["__name__", "up"],
      ["namespace", "shop"],
      ["cluster", "ord1"],
    ]);
  });

  it("are paired from the widest thing to the narrowest, without names that mean another thing elsewhere", () => {
    const labels = new Map([
      ["__name__", "up"],
      ["pod", "a"],
      ["le", "0.5"],
      ["team", "red"],
      ["namespace", "shop"],
      ["zone", ""],
      ["cluster", "ord1"],
    ]);
    expect(pairableLabels(labels).map(([name]) => name)).toEqual(["cluster", "namespace", "pod", "team"]);
  });
});

describe("what a label may be called on another source", () => {
  it.each([
    { own: "namespace", known: ["app", "namespace"], names: ["namespace"] },
    { own: "namespace", known: ["k8s_namespace_name"], names: ["k8s_namespace_name"] },
    { own: "k8s_pod_name", known: ["pod", "namespace"], names: ["pod"] },
    { own: "exported_namespace", known: ["namespace"], names: ["namespace"] },
    { own: "job", known: ["service_name", "app"], names: ["service_name", "app"] },
    { own: "app", known: ["job", "app"], names: ["app", "job"] },
    { own: "team", known: ["squad", "app"], names: [] },
    { own: "level", known: ["detected_level"], names: [] },
  ])("$own among $known is guessed as $names", ({ own, known, names }) => {
    expect(guessPairs([own, "x"], known).map(({ name }) => name)).toEqual(names);
  });

  it("is tried with and without the port of an address", () => {
    expect(guessPairs(["instance", "10.0.0.7:9100"], ["host"])).toEqual([
      { name: "host", value: "10.0.0.7:9100" },
      { name: "host", value: "10.0.0.7" },
    ]);
  });

  it("is what the reader has said, and nothing where the reader said so", () => {
    const said = [
      { own: "team", other: "squad" },
      { own: "namespace", other: "" },
    ];
    expect(guessPairs(["team", "red"], ["team"], said)).toEqual([{ name: "squad", value: "red" }]);
    expect(guessPairs(["namespace", "shop"], ["namespace"], said)).toEqual([]);
  });

  it("holds the other way round too", () => {
    const pairs = [
      { own: "team", other: "squad" },
      { own: "namespace", other: "" },
    ];
    expect(reversePairs(pairs)).toEqual([{ own: "squad", other: "team" }]);
  });
});
