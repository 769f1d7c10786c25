import { describe, expect, it } from "vitest";
import { sourceDraft } from "./sources.ts";

const draft = { name: "a", kind: "prometheus", url: "https://a.example", auth: { type: "none" } };
const letters = (count: number) => "a".repeat(count);
const accepts = (changes: object) => sourceDraft.safeParse({ ...draft, ...changes }).success;
const headers = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_value, i) => [`X-${i}`, "v"]));

describe("S26 a source's draft", () => {
  it.each<[string, number, (count: number) => object]>([
    ["name", 80, (count) => ({ name: letters(count) })],
    ["URL", 2_048, (count) => ({ url: letters(count) })],
    ["bearer token", 16_384, (count) => ({ auth: { type: "bearer", secret: letters(count) } })],
    ["user name", 1_024, (count) => ({ auth: { type: "basic", username: letters(count), secret: "s" } })],
    ["password", 16_384, (count) => ({ auth: { type: "basic", username: "u", secret: letters(count) } })],
    ["CA", 262_144, (count) => ({ caPem: letters(count) })],
    ["header name", 128, (count) => ({ headers: { [letters(count)]: "v" } })],
    ["header value", 8_192, (count) => ({ headers: { "X-A": letters(count) } })],
    ["number of headers", 16, (count) => ({ headers: headers(count) })],
  ])("S26 its %s ends at %i, not one further", (_name, limit, changes) => {
    expect([limit, limit + 1, limit * 100].map((count) => accepts(changes(count)))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("S26 has no other keys, however deep", () => {
    let deep: object = {};
    for (let i = 0; i < 10_000; i += 1) deep = { deep };
    expect(accepts({})).toBe(true);
    for (const changes of [{ deep }, { auth: deep }, { headers: { a: deep } }, { __proto__: null, x: 1 }]) {
      expect(accepts(changes)).toBe(false);
    }
  });
});
