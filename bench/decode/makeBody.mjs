/** A query_range body as Prometheus writes it: random walks, so that most values have 16 or 17 digits as rates do. */
export function makeBody(series, points) {
  let state = 42;
  const random = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  const rows = Array.from({ length: series }, (_, s) => {
    let value = random() * 100;
    const values = Array.from({ length: points }, (__, i) => {
      value = Math.abs(value + random() - 0.5) + 0.001;
      return `[${1_700_000_000 + i * 15},"${value}"]`;
    });
    const metric = {
      __name__: "requests",
      instance: `10.0.${s >> 8}.${s & 255}:9100`,
      job: "node",
      mode: `m${s}`,
    };
    return `{"metric":${JSON.stringify(metric)},"values":[${values.join(",")}]}`;
  });
  return `{"status":"success","data":{"resultType":"matrix","result":[${rows.join(",")}]}}`;
}
