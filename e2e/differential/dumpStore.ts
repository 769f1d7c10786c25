import { testSeries, ArrayStore } from "../../src/testing/engine/ArrayStore.ts";
import type { Dump } from "./Dump.ts";
import { loadedMs } from "./writeOpenMetrics.ts";

/** The dump as a reader of its text would hold it, without reading it. */
export function dumpStore(dump: Dump): ArrayStore {
  const series = dump.metrics.flatMap((metric) =>
    metric.series.map(({ labels, timesMs, values }) =>
      testSeries(
        { ...labels, __name__: metric.name },
        timesMs.map((time, i) => [loadedMs(time), values[i] ?? 0] as const),
      ),
    ),
  );
  return new ArrayStore(series);
}
