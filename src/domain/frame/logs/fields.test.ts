import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldsOf, fieldValue, filterNameOf } from "./fields.ts";

const pairs = (text: string) =>
  fieldsOf(text).fields.map(({ name, value, hasNoLabel }) => [name, value, ...(hasNoLabel ? ["-"] : [])]);

describe("fieldsOf", () => {
  it.each([
    // Flattened as Loki's own `| json` does.
    [
      '{"a":1,"b":{"c":"x","d":{"e":true}}}',
      "json",
      [
        ["a", "1"],
        ["b_c", "x"],
        ["b_d_e", "true"],
      ],
    ],
    // Above 2⁵³, and digits that a double has not.
    [
      '{"id":9007199254742433,"n":12345678901234567890.1234567890}',
      "json",
      [
        ["id", "9007199254742433"],
        ["n", "12345678901234567890.1234567890"],
      ],
    ],
    [
      '{"tags":["eu",{"x":"]"}],"none":null,"e":""}',
      "json",
      [
        ["tags", '["eu",{"x":"]"}]', "-"],
        ["none", "null", "-"],
        ["e", ""],
      ],
    ],
    [
      '{"1st":1," spaced key ":{"2":3,"ü-x":4},"":5,"o":{"":6}}',
      "json",
      [
        ["_1st", "1"],
        ["spaced_key_2", "3"],
        ["spaced_key___x", "4"],
        ["o", "6"],
      ],
    ],
    [String.raw`{"msg":"a\n\"b\" é 😀 \ud83d"}`, "json", [["msg", 'a\n"b" é 😀 \uFFFD']]],
    [" { } ", "json", []],
    [
      'level=info msg="it \\"works\\"\\n" dur=1.5ms empty= flag q=""',
      "logfmt",
      [
        ["level", "info"],
        ["msg", 'it "works"\n'],
        ["dur", "1.5ms"],
        ["empty", "", "-"],
        ["q", "", "-"],
      ],
    ],
    [
      "user login failed reason=timeout http.status=504",
      "logfmt",
      [
        ["reason", "timeout"],
        ["http_status", "504"],
      ],
    ],
    // A broken pair is passed over, as Loki does; an unterminated quote ends it all.
    [
      'a=b=c d="e"f g=h i="never',
      "logfmt",
      [
        ["d", "e"],
        ["g", "h"],
      ],
    ],
    ['10.0.1.190 - - "GET /?a=b HTTP/1.1" 200', null, []],
    ["", null, []],
    ['{"a":1} trailing', null, []],
    ['{"a":1', null, []],
    ['{"a":01}', null, []],
    ['{"a":tru}', null, []],
    ['["a"]', null, []],
    ["{'a':1}", null, []],
  ] as const)("reads %s", (text, parser, wanted) => {
    expect([fieldsOf(text).parser, pairs(text)]).toEqual([parser, wanted]);
  });

  it("tells where each value stands in the text", () => {
    const text = ' {"a" : "x y", "b":{"c":-1.5e3}, "d":[1, 2]}';
    expect(fieldsOf(text).fields.map(({ from, to }) => text.slice(from, to))).toEqual([
      "x y",
      "-1.5e3",
      "[1, 2]",
    ]);
    const logfmt = 'a=1 b="two words" c=3';
    expect(fieldsOf(logfmt).fields.map(({ from, to }) => logfmt.slice(from, to))).toEqual([
      "1",
      "two words",
      "3",
    ]);
  });

  it("reads whatever JSON an object can be, with its places", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.jsonValue({ maxDepth: 4 })),
        (object) => {
          const text = JSON.stringify(object);
          const { parser, fields } = fieldsOf(text);
          expect(parser).toBe("json");
          for (const { value, from, to } of fields) {
            const written = text.slice(from, to);
            expect([written, JSON.stringify(value).slice(1, -1)]).toContain(
              written === value ? value : JSON.stringify(value).slice(1, -1),
            );
          }
        },
      ),
    );
  });

  it("never fails on any text, however deep or long", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        expect(fieldsOf(text).fields).toBeInstanceOf(Array);
      }),
    );
    const deep = `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`;
    expect(fieldsOf(deep).fields).toHaveLength(1);
    const long = JSON.stringify({ a: `\\"${"x".repeat(3_000_000)}`, b: 7 });
    expect(fieldValue(fieldsOf(long), "b")).toBe("7");
    expect(fieldsOf(`a="${"\\".repeat(1_000_000)}`).parser).toBeNull();
  });

  it("names the label that a filter must use beside one of the same name", () => {
    const field = { name: "app" };
    expect(filterNameOf(field, { app: "x" }, undefined)).toBe("app_extracted");
    expect(filterNameOf(field, { pod: "x" }, { app: "y" })).toBe("app_extracted");
    expect(filterNameOf({ name: "constructor" }, {}, {})).toBe("constructor");
  });

  it("takes the last of equal names, as Loki does", () => {
    expect(fieldValue(fieldsOf('{"a":1,"a":2}'), "a")).toBe("2");
    expect(fieldValue(fieldsOf("b=1"), "a")).toBeNull();
  });
});
