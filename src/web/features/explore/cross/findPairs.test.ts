import { describe, expect, it } from "vitest";
import { findPairs } from "./findPairs.ts";
import type { OtherClient } from "./otherClient.ts";

/** A source whose streams have these labels; counts what it is asked. */
function aSource(streams: readonly Readonly<Record<string, string>>[]) {
  const asked: string[] = [];
  const client: OtherClient = {
    labels: () => Promise.resolve([...new Set(streams.flatMap((one) => Object.keys(one)))]),
    hasSeries(selector) {
      asked.push(selector);
      const wanted = [...selector.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value]) => [name, value]);
      return Promise.resolve(
        streams.some((one) => wanted.every(([name = "", value]) => one[name] === value)),
      );
    },
    metrics: () => Promise.resolve([]),
  };
  return { client, asked };
}

const own = (labels: Readonly<Record<string, string>>) => new Map(Object.entries(labels));

describe("findPairs", () => {
  it("keeps the guesses that fit something together, under the names of the other source", async () => {
    const { client } = aSource([
      { k8s_namespace_name: "shop", app: "checkout", pod: "checkout-1" },
      { k8s_namespace_name: "shop", app: "cart", pod: "cart-1" },
    ]);
    const labels = own({ namespace: "shop", job: "cart", pod: "cart-1", team: "red" });
    const { matchers, pairs } = await findPairs(labels, { client, said: [] });
    expect(matchers.map(({ name, value }) => `${name}=${value}`)).toEqual([
      "k8s_namespace_name=shop",
      "app=cart",
      "pod=cart-1",
    ]);
    expect(pairs).toContainEqual({ own: "job", other: "app" });
    expect(pairs).toContainEqual({ own: "team", other: "" });
  });

  it("drops a name that means another thing, or a value that is not there", async () => {
    const { client } = aSource([{ namespace: "shop", app: "cart" }]);
    const labels = own({ namespace: "shop", app: "another" });
    const { matchers } = await findPairs(labels, { client, said: [] });
    expect(matchers).toEqual([{ name: "namespace", value: "shop" }]);
  });

  it("asks what the reader said, and nothing else for that label", async () => {
    const { client, asked } = aSource([{ squad: "red", team: "blue" }]);
    const said = [{ own: "team", other: "squad" }];
    const { matchers } = await findPairs(own({ team: "red" }), { client, said });
    expect(matchers).toEqual([{ name: "squad", value: "red" }]);
    expect(asked).toEqual(['{squad="red"}']);
  });

  it("asks at most 24 questions, however many labels there are", async () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_value, i) => [`label_${i}`, "x"]));
    const other = Object.fromEntries(Object.keys(many).map((name) => [name, "y"]));
    const { client, asked } = aSource([other]);
    const { matchers } = await findPairs(own(many), { client, said: [] });
    expect(matchers).toEqual([]);
    expect(asked).toHaveLength(24);
  });
});
