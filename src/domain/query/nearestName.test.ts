import { describe, expect, it } from "vitest";
import { nearestName } from "./nearestName.ts";

const names = ["cluster", "namespace", "node", "pod", "ord1", "las1", "container_cpu_usage_seconds_total"];

describe("L4 nearestName", () => {
  it.each([
    ["namespce", "namespace"],
    ["nmaespace", "namespace"],
    ["Cluster", "cluster"],
    ["odr1", "ord1"],
    ["container_cpu_useage_secnods_total", "container_cpu_usage_seconds_total"],
    ["po", null],
    ["cat", null],
    ["container_memory_usage_bytes", null],
    ["", null],
    ["n".repeat(129), null],
  ])("L4 %s is meant as %s", (word, near) => {
    expect(nearestName(word, names)).toBe(near);
  });

  it("L4 offers another name than the one that was asked for", () => {
    expect(nearestName("ord1", ["ord1"])).toBeNull();
  });

  it("L4 judges 150,000 names of ordinary length in a moment", () => {
    const many = Array.from(
      { length: 150_000 },
      (_, index) => `service_${index % 997}_requests_${index}_total`,
    );
    const startMs = performance.now();
    expect(nearestName("service_3_reqeusts_1000_total", many)).toBe("service_3_requests_1000_total");
    expect(performance.now() - startMs).toBeLessThan(3000);
  });
});
