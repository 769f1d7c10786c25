import { describe, expect, it } from "vitest";
import { placeNear } from "./placeNear.ts";

const viewport = { width: 1000, height: 600 };
const anchor = (left: number, top: number) => ({ left, top, width: 100, height: 28 });
const box = { width: 300, height: 200 };

describe("placeNear", () => {
  it.each([
    ["below its anchor", anchor(50, 40), { side: "bottom", align: "start" }, { left: 50, top: 72 }],
    [
      "with its end at the anchor's",
      anchor(500, 40),
      { side: "bottom", align: "end" },
      { left: 300, top: 72 },
    ],
    [
      "over its anchor where there is no room below",
      anchor(50, 500),
      { side: "bottom", align: "start" },
      { left: 50, top: 296 },
    ],
    [
      "below where there is no room above",
      anchor(50, 40),
      { side: "top", align: "start" },
      { left: 50, top: 72 },
    ],
    [
      "inside the window at its right edge",
      anchor(950, 40),
      { side: "bottom", align: "start" },
      { left: 692, top: 72 },
    ],
    [
      "inside the window at its left edge",
      anchor(0, 40),
      { side: "bottom", align: "end" },
      { left: 8, top: 72 },
    ],
    [
      "right of its anchor, in the middle",
      anchor(50, 300),
      { side: "right", align: "center" },
      { left: 154, top: 214 },
    ],
    [
      "left of its anchor where there is no room right",
      anchor(800, 300),
      { side: "right", align: "center" },
      { left: 496, top: 214 },
    ],
  ] as const)("places a box %s", (...[, near, place, at]) => {
    expect(placeNear(near, box, { viewport, ...place, gapPx: 4 })).toEqual(at);
  });

  it("keeps the start of a box in sight that is wider than the window", () => {
    const narrow = { width: 200, height: 600 };
    const at = placeNear(anchor(50, 40), box, { viewport: narrow, side: "bottom", align: "start", gapPx: 4 });
    expect(at.left).toBe(8);
  });
});
