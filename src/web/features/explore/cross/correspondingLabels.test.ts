import { describe, expect, it } from "vitest";
import { correspondingLabels, sharedLabels } from "./correspondingLabels.ts";

describe("labels that correspond between two sources", () => {
  it("are those all series share, by names both sources know", () => {
    const shared = sharedLabels([
      { __name__: "up", namespace: "shop", pod: "a", cluster: "ord1" },
      { __name__: "up", namespace: "shop", pod: "b", cluster: "ord1" },
    ]);
    expect([...shared.keys()]).toEqual(["__name__", "namespace", "cluster"]);
    expect(correspondingLabels(shared, ["namespace", "app", "__name__"])).toEqual([["namespace", "shop"]]);
  });

  it("are none where the sources have no name in common", () => {
    expect(correspondingLabels(new Map([["job", "api"]]), ["app"])).toEqual([]);
  });
});
