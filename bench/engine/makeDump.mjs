// What both servers are asked about: 20 counters of a day at 15 s, and 10,000 series of the last ten minutes.

const DAY_SERIES = 20;
const MANY_SERIES = 10_000;
const STEP_S = 15;
const DAY_S = 86_400;
const RECENT_S = 600;

/** OpenMetrics text with timestamps up to `endS`, in pieces. */
export function* dumpText(endS) {
  yield "# TYPE day counter\n";
  for (let series = 0; series < DAY_SERIES; series += 1) {
    let text = "";
    let value = 0;
    for (let time = endS - DAY_S; time <= endS; time += STEP_S) {
      value += (1 + Math.sin(time / 4000 + series)) * (series + 1);
      text += `day_total{instance="10.0.0.${series}:9100",job="bench"} ${value} ${time}\n`;
    }
    yield text;
  }
  yield "# TYPE many gauge\n";
  for (let series = 0; series < MANY_SERIES; series += 1) {
    const labels = `{instance="10.1.${series >> 8}.${series & 255}:9100",job="job-${series % 7}",shard="${series % 100}"}`;
    let text = "";
    for (let time = endS - RECENT_S; time <= endS; time += 60)
      text += `many${labels} ${(series * 7 + time) % 1000} ${time}\n`;
    yield text;
  }
  yield "# EOF\n";
}
