import { expect, it } from "vitest";
import { exactSizeText, parseSizeText } from "./sizeText.ts";

it.each<[string, number | null]>([
  ["10GiB", 10 * 1024 ** 3],
  ["10 gib", 10 * 1024 ** 3],
  ["1.5GB", 1_500_000_000],
  ["512k", 512_000],
  ["1073741824", 1024 ** 3],
  ["7B", 7],
  ["0", 0],
  ["-1GiB", null],
  ["GiB", null],
  ["10GiBs", null],
  ["10XiB", null],
  ["999999999999999PiB", null],
  ["", null],
])("%j is %s bytes", (text, expected) => {
  expect(parseSizeText(text)).toBe(expected);
});

it.each([
  [10 * 1024 ** 3, "10 GiB"],
  [1_500_000_000, "1500 MB"],
  [1536 * 1024 ** 2, "1536 MiB"],
  [12_345, "12345"],
])("%j is written %j, and read as itself", (bytes, text) => {
  expect(exactSizeText(bytes)).toBe(text);
  expect(parseSizeText(text)).toBe(bytes);
});
