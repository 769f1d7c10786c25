import { expect, test } from "@playwright/test";
import { compareFormatting } from "../promql/compareFormatting.ts";
import { hasPrometheus3 } from "../stack/fixtures.ts";
import { startPrometheus } from "../stack/prometheusServer.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

test("A5 formats at least 300 queries as Prometheus' own format_query does", async () => {
  const server = await startPrometheus({
    binary: process.env["SIGHTGLASS_PROMETHEUS"] ?? "",
    promtool: process.env["SIGHTGLASS_PROMTOOL"] ?? "",
    features: [
      "promql-experimental-functions",
      "promql-duration-expr",
      "promql-extended-range-selectors",
      "promql-binop-fill-modifiers",
    ],
  });
  try {
    const { total, different, refused } = await compareFormatting(server.url);
    expect(different).toEqual([]);
    expect(refused).toEqual([]);
    expect(total).toBeGreaterThanOrEqual(300);
  } finally {
    await server.stop();
  }
});
