/** Until the domain brings its own. */
export const functionDocs: ReadonlyMap<string, { signature: string; text: string }> = new Map([
  ["rate", { signature: "rate(v range-vector)", text: "Per-second average rate of increase." }],
  ["histogram_quantile", { signature: "histogram_quantile(φ scalar, b instant-vector)", text: "Quantile." }],
]);
