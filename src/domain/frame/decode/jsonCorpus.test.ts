import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeUtf8 } from "../../../web/worker/utf8.ts";
import { ProblemError } from "../../problem/Problem.ts";
import { findJsonError } from "./findJsonError.ts";
import { QueryDecoder } from "./QueryDecoder.ts";

/**
 * F27: whatever comes as a body, the scanner finds it valid JSON exactly when `JSON.parse` does. Snippets are bytes,
 * one byte per character (`\xNN` is that byte).
 */
const GRID = { startMs: 0, stepMs: 1000, count: 3 };
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const char = (code: number) => String.fromCharCode(code);

const NUMBERS =
  `0 -0 1 -1 10 0.5 -0.5 1.25 1e1 1E1 1e+1 1e-1 1E+10 0e0 0E-0 123456789012345678901234567890 1e400 -1e400
  1e-400 0.00000000000000000000000000001 - + -a +1 01 -01 00 1. -1. .5 -.5 1.e1 1e 1e+ 1e- 1E 1ee1 1e1.5 1.2.3 0x1 0x
  1_000 1a 1e1a 0b1 NaN -NaN Infinity -Infinity +Inf inf 1,5 1/2 1-2 --1 -+1 0.e 0e+ 1e+-1 9007199254740993`.split(
    /\s+/,
  );
const LITERALS =
  `true false null True TRUE nul nulL tru fals falsee truee nulll undefined t f n truefalse none nil`.split(
    " ",
  );
const STRUCTURES =
  `[] {} [[]] [{}] {"a":[]} [1] [1,2] [1,"a",null,true,{}] {"a":1} {"a":1,"b":2} {"a":1,"a":2} {"":0}
  {"a":{"b":{"c":[]}}} [[[[[[]]]]]] ["[","]","{","}"] {"{":"}"} [""] "" "a" [ ] { } ] } [[] {]} [} {] [1} {"a":1] [] {}x []]
  {}} [],[] [1,] [,1] [,] [1,,2] [1 {"a":1 {"a": {"a" {"a {" { {"a":1, {"a":1,} {,} {,"a":1} {"a":1,,"b":2} {"a"}
  {"a":} {:1} {1:1} {a:1} {'a':1} ['a'] {"a"::1} {"a" 1} {"a","b"} {"a":1:2} [1:2] ["a":1] {"a":1}{"b":2} [1][2] 1,2
  "a""b" ["a" ["a ["a\\ ["a\\" [" " "a 'a' \`a\` [/**/1] [1]//x #x {"a":1;"b":2} (1) <a> [1;2] [\\n] [\\u0031] \\ : , ;
  {"a":"b","c":[1,2,{"d":null}]} [{"a":[{"b":[{}]}]}] [{]} {[}] [[,]] {"a":[1,]} {"a":{,}} [null,] [null [true,false]
  {"__proto__":1} {"constructor":{"prototype":1}} [0,0.0,-0] {"a":\\"b"} {null:1} {true:false} [nulltrue] [1true] ["a"b]`
    .split(/\s+/)
    .filter((text) => text !== "");
const SPACES = [
  " []",
  "[] ",
  "\t[]\n",
  "\r\n[]\r\n",
  "[\n1\n,\n2\n]",
  '{ "a" : 1 , "b" : 2 }',
  "\v[]",
  "\f[]",
  "\xa0[]",
  "[]\xa0",
  "[\v]",
  "[\f1]",
  "[1\x00]",
  "\x00",
  "[]\x00",
  "",
  " ",
  "\n",
  "\xc2\xa0[]",
  "\xe2\x80\xa8[]",
  "\xe2\x81\xa0[]",
  "\xef\xbb\xbf[]",
  "\xef\xbb\xbf",
  "\xef\xbb[]",
  "\xef\xbb\xbf\xef\xbb\xbf[]",
  "[\xef\xbb\xbf]",
  "\xfe\xff[]",
  "\xff\xfe[]",
  "[1 2]",
  "[tr ue]",
  "[- 1]",
  "[1 .5]",
];
const STRINGS = [
  ...range(0, 33).map((code) => `["a${char(code)}b"]`),
  ...range(127, 132).map((code) => `["${char(code)}"]`),
  ...range(33, 127)
    .filter((code) => code !== 117)
    .map((code) => `["\\${char(code)}"]`),
  ...[
    "\\u0000",
    "\\u0041",
    "\\uD83D\\uDE00",
    "\\uD800",
    "\\uDC00\\uD800",
    "\\uDFAA",
    "\\uFFFE",
    "\\u00e9",
    "\\uABCD\\uabcd",
  ].map((s) => `["${s}"]`),
  ...[
    "\\u",
    "\\u0",
    "\\u00",
    "\\u004",
    "\\u00g1",
    "\\U0041",
    "\\u 041",
    "\\u+041",
    "\\u-041",
    "\\ud83d\\u",
    "\\x41",
    "\\",
  ].map((s) => `["${s}"]`),
  ...[
    "\xc3\xa9",
    "\xe2\x82\xac",
    "\xf0\x9f\x98\x80",
    "\xff",
    "\x80",
    "\xc3",
    "\xe2\x82",
    "\xed\xa0\x80",
    "\xf4\x90\x80\x80",
    "\xc0\xaf",
    "\xfc\x80\x80\x80\x80\x80",
  ].map((s) => `["${s}"]`),
  '"\x7f"',
  '["\xc3"',
  '"\\',
  '"\\u12',
  '"\xe2\x80\xa8\xe2\x80\xa9"',
  "[\xc3\xa9]",
  "{\xff:1}",
  "\xe9",
];
const DEEP = [500, 5000].flatMap((n) => [
  "[".repeat(n),
  "[".repeat(n) + "]".repeat(n),
  `${'{"a":'.repeat(n)}1${"}".repeat(n)}`,
]);
const SNIPPETS = [...new Set([...NUMBERS, ...LITERALS, ...STRUCTURES, ...SPACES, ...STRINGS, ...DEEP])];

const bytesOf = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));

function isJson(body: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder().decode(body));
    return true;
  } catch {
    return false;
  }
}

/** The scanner's verdict: a shape error is about valid JSON; a web page is none. */
function isAccepted(body: Uint8Array, chunk: number, grid: typeof GRID | undefined): boolean {
  const decoder = new QueryDecoder({ decodeUtf8, ...(grid ? { grid } : {}) });
  try {
    for (let i = 0; i < body.length; i += chunk) decoder.push(body.subarray(i, i + chunk));
    decoder.finish();
    return true;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code } = error.problem;
    return code !== "BAD_JSON" && code !== "NOT_AN_API";
  }
}

/** Every place in which a body has values of its own. */
const PLACES: readonly (readonly [name: string, place: (snippet: string) => string])[] = [
  ["the body", (s) => s],
  ["an unknown member", (s) => `{"status":"success","x":${s},"data":{"resultType":"matrix","result":[]}}`],
  ["data", (s) => `{"status":"success","data":${s}}`],
  ["an item of result", (s) => `{"status":"success","data":{"resultType":"matrix","result":[${s}]}}`],
  ["metric", (s) => `{"data":{"result":[{"metric":${s},"values":[]}]}}`],
  ["values", (s) => `{"data":{"result":[{"metric":{},"values":${s}}]}}`],
  ["a sample among samples", (s) => `{"data":{"result":[{"metric":{},"values":[[1,"1"],${s},[2,"2"]]}]}}`],
  ["a time", (s) => `{"data":{"result":[{"values":[[1,"1"],[${s},"2"]]}]}}`],
  ["a value", (s) => `{"data":{"result":[{"values":[[1,"1"],[2,${s}]]}]}}`],
  ["a member name", (s) => `{"data":{"result":[{${s}:1}]}}`],
  ["a histogram", (s) => `{"data":{"result":[{"histograms":[${s}]}]}}`],
];

describe("F27 the JSON corpus", () => {
  it("has at least 300 snippets, valid and invalid ones", () => {
    const valid = SNIPPETS.filter((snippet) => isJson(bytesOf(snippet))).length;
    expect(SNIPPETS.length).toBeGreaterThanOrEqual(300);
    expect(valid).toBeGreaterThanOrEqual(80);
    expect(SNIPPETS.length - valid).toBeGreaterThanOrEqual(180);
  });

  it.each(PLACES)("has the verdict of JSON.parse as %s", (_, place) => {
    for (const snippet of SNIPPETS) {
      const body = bytesOf(place(snippet));
      const wanted = isJson(body);
      for (const [chunk, grid] of [
        [Infinity, GRID],
        [Infinity, undefined],
        [3, GRID],
      ] as const) {
        if (snippet.length > 1000 && chunk === 3) continue;
        expect(isAccepted(body, chunk, grid), `${place(snippet)} in pieces of ${chunk}`).toBe(wanted);
      }
    }
  });

  it("has the verdict of JSON.parse after any change of a byte of a real answer", () => {
    const answer = bytesOf(
      `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"b"},"values":[[1,"0.5"],[2.001,"-1"]]}]}}`,
    );
    const change = fc.record({
      at: fc.nat(answer.length),
      bytes: fc.array(fc.constantFrom(...bytesOf('{}[]",:0123456789.-+eE \n\\utrue\x00\xff')), {
        maxLength: 2,
      }),
      removed: fc.nat(2),
    });
    fc.assert(
      fc.property(change, fc.integer({ min: 1, max: 40 }), ({ at, bytes, removed }, chunk) => {
        const body = Uint8Array.from([...answer.slice(0, at), ...bytes, ...answer.slice(at + removed)]);
        expect(isAccepted(body, chunk, GRID)).toBe(isJson(body));
      }),
      { numRuns: 5000 },
    );
  });
});

describe("findJsonError", () => {
  it.each([
    "",
    "[1,]",
    '{"a" 1}',
    '["\\x"]',
    '["\\u00g0"]',
    "[01]",
    "[1.]",
    "[1e]",
    "tru",
    "[1] 2",
    '["a\nb"]',
    "[}",
  ])("finds the byte in %j", (text) => {
    const expected: Record<string, number> = {
      "": 0,
      "[1,]": 3,
      '{"a" 1}': 5,
      '["\\x"]': 3,
      '["\\u00g0"]': 6,
      "[01]": 2,
      "[1.]": 3,
      "[1e]": 3,
      tru: 3,
      "[1] 2": 4,
      '["a\nb"]': 3,
      "[}": 1,
    };
    expect(findJsonError(bytesOf(text))).toBe(expected[text]);
  });

  it("agrees with JSON.parse on the corpus, and names a byte within or at the end", () => {
    for (const snippet of SNIPPETS) {
      const body = bytesOf(snippet.replace(/^\xef\xbb\xbf/, ""));
      const error = findJsonError(body);
      expect(error === -1, snippet.slice(0, 80)).toBe(
        isJson(body) && !snippet.startsWith("\xef\xbb\xbf\xef"),
      );
      expect(error).toBeLessThanOrEqual(body.length);
    }
  });
});
