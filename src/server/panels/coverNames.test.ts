import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCoverNames } from "./coverNames.ts";

const cover = createCoverNames(Buffer.from("a key of tests"));
const covered = (text: string, scope = "panel") => cover(Buffer.from(text), scope).toString("utf8");
const seriesOf = (text: string) =>
  [...covered(text).matchAll(/"__series__":"([^"]*)"/g)].map(([, series]) => series);

/** The same by parsing: what a reader may have, with "?" for every cover. */
function judged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(judged);
  if (typeof value !== "object" || value === null) return value;
  const pairs = Object.entries(value).map(([name, own]) =>
    name === "__name__" || name === "__series__"
      ? (["__series__", "?"] as const)
      : ([name, judged(own)] as const),
  );
  return Object.fromEntries(pairs);
}

describe("an answer for readers", () => {
  it.each([
    ["of a range", '{"metric":{"__name__":"secret","a":"b"},"values":[[1,"2"]]}'],
    ["of a moment", '{"metric":{"a":"b","__name__":"secret"},"value":[1,"2"]}'],
    ["without any other label", '{"metric":{"__name__":"secret"}}'],
    ["with blanks", '{"metric":{ "__name__" :\n"secret" , "a":"b"}}'],
    ["of lines", '{"stream":{"__name__":"secret"},"values":[["1","text"]]}'],
    ["of a line's own fields", '{"stream":{},"values":[["1","text",{"parsed":{"__name__":"secret"}}]]}'],
    ["in another spelling", '{"metric":{"\\u005f\\u005Fname__":"secret"}}'],
    ["with one in another spelling", '{"metric":{"__n\\u0061me__":"secret"},"x":{"__name__":"secret"}}'],
    ["that is no string", '{"metric":{"__name__":{"__name__":["secret"]}}}'],
    ["with quotes in it", '{"metric":{"__name__":"\\"secret\\\\","a":"}\\"{"}}'],
  ])("I2 T6 has no name of a metric %s", (_what, text) => {
    const got = covered(text);
    expect(got).not.toMatch(/secret|__name__|\\u00/i);
    expect(judged(JSON.parse(got))).toEqual(judged(JSON.parse(text)));
  });

  it.each([
    ['{"metric":{"a":"__name__"},"values":[]}'],
    ['{"metric":{"a":"__name__","b":"\\"__name__\\":\\"x\\""}}'],
    ['["__name__"]'],
    ['{"metric":{"a":"x\\"__name__"}}'],
    ['{"metric":{"a":"\\\\\\"__name__" , "b":"\\u0061"}}'],
    ['{"metric":{"my__name__":"x","__name__y":"z"}}'],
    ['{"values":[["1","{\\"__name__\\":\\"x\\"} \\u005f"]]}'],
  ])("I2 is not confused by the words of a value: %s", (text) => {
    expect(covered(text)).toBe(text);
  });

  it("I2 tells metrics apart, each always by the same text, and no other panel by the same", () => {
    const text = '[{"__name__":"a"},{"__name__":"b"},{"__name__":"\\u0061"}]';
    const [a, b, again] = seriesOf(text);
    expect([a === b, a === again]).toEqual([false, true]);
    expect(a).toMatch(/^[\w-]{11}$/);
    expect(covered('{"__name__":"a"}')).toBe(`{"__series__":"${a}"}`);
    expect(covered('{"__name__":"a"}', "another")).not.toContain(a);
  });

  it.each([['[{"__name__":},{"__name__":"secret"}]'], ['{"__name__":"secret'], ['{"__name__":']])(
    "T6 is none where a name has no end: %s",
    (text) => {
      expect(() => covered(text)).toThrow(
        expect.objectContaining({ problem: expect.objectContaining({ code: "BAD_SHAPE" }) }),
      );
    },
  );

  it("T6 a guessed name cannot be tried without the key of the server", () => {
    const other = createCoverNames(Buffer.from("another key"));
    const body = Buffer.from('{"__name__":"up"}');
    expect(other(body, "panel").equals(cover(body, "panel"))).toBe(false);
  });

  it("I2 keeps every other byte of whatever a source sends", () => {
    const text = fc.oneof(fc.string(), fc.constantFrom("__name__", '"__name__"', '\\"__name__', "a:"));
    // JSON.parse of V8 13.6 confuses keys that are written with escapes.
    const label = fc.oneof(
      fc.string().filter((name) => !/["\\]/.test(name)),
      fc.constantFrom("__name__", "__name__", "my__name__", "a:"),
    );
    const anything = fc.letrec((tie) => ({
      any: fc.oneof(text, fc.integer(), tie("list"), tie("object")),
      list: fc.array(tie("any"), { maxLength: 4 }),
      object: fc.dictionary(label, tie("any"), { maxKeys: 4 }),
    })).object;
    fc.assert(
      fc.property(anything, fc.constantFrom(0, 1), fc.boolean(), (value, indent, isEscaped) => {
        const plain = JSON.stringify(value, null, indent);
        const sent = isEscaped ? plain.replaceAll("_", "\\u005f") : plain;
        const got = covered(sent);
        expect(judged(JSON.parse(got))).toEqual(judged(value));
        if (!plain.includes("__name__")) expect(got).toBe(sent);
      }),
    );
  });
});
