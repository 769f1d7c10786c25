/** Names and values as a hostile target could expose them: UTF-8 names are valid in Prometheus 3 (CVE-2026-40179). */

export const HOSTILE: readonly string[] = [
  "<img src=x onerror=alert(1)>",
  "<script>alert(1)</script>",
  '"><svg/onload=alert(1)>',
  "javascript:alert(1)",
  "{{constructor.constructor('alert(1)')()}}",
  "${alert(1)}",
  "'-alert(1)-'",
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "a\u202egnp.exe\u202c",
  "\u2066left\u2069",
  "zero\u200bwidth\ufeff",
  "two\nlines\r\tand a tab",
  "nul\u0000and\u001b[31mred",
  '=HYPERLINK("http://127.0.0.1:9/","x")',
  "+1+cmd|' /C calc'!A0",
  "@SUM(1+1)",
  "&lt;b&gt;&amp;",
  "long".repeat(300),
];

/** One series per hostile text: it is the metric's name, a label's name and a label's value. */
export const hostileLabels = (text: string): Record<string, string> =>
  // A computed key makes an own property of "__proto__" too.
  ({ __name__: text, [text]: text, kind: "hostile" });

/** A matrix of these series around a moment. */
export function hostileMatrix(endS: number, labels: readonly Record<string, string>[]): string {
  const result = labels.map((metric, index) => ({
    metric,
    values: Array.from({ length: 60 }, (_, i) => [endS - (59 - i) * 60, String(index + i / 10)]),
  }));
  return JSON.stringify({ status: "success", data: { resultType: "matrix", result } });
}

export function hostileVector(endS: number, labels: readonly Record<string, string>[]): string {
  const result = labels.map((metric, index) => ({ metric, value: [endS, String(index)] }));
  return JSON.stringify({ status: "success", data: { resultType: "vector", result } });
}
