import { expect, it } from "vitest";
import { finish } from "../work/Work.ts";
import { parsePage } from "./parsePage.ts";
import { SeriesTexts } from "./SeriesTexts.ts";

const pageOf = (from: number, count: number): Uint8Array =>
  new TextEncoder().encode(Array.from({ length: count }, (_, i) => `m{id="${from + i}"} 1\n`).join(""));

it("forgets series that pages no longer hold, and knows those that they do", () => {
  const texts = new SeriesTexts();
  const read = (from: number, count: number): readonly object[] =>
    finish(parsePage([pageOf(from, count)], { format: "text", texts })).series;
  const [first] = read(0, 10);
  expect(read(0, 10)[0]).toBe(first);
  for (let page = 1; page < 5; page++) read(1_000 * page, 900);
  expect(read(0, 1)[0]).not.toBe(first);
});

it("writes the same text anew where another type makes it another label", () => {
  const page = '# TYPE h histogram\nh_bucket{le="1"} 1\n# TYPE g gauge\nh_bucket{le="1"} 2\n';
  const { series } = finish(parsePage([new TextEncoder().encode(page)], { format: "text" }));
  expect(series.map((labels) => labels.get("le"))).toEqual(["1.0", "1"]);
});
