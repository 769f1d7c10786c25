export interface MatrixSeries {
  readonly metric: Readonly<Record<string, string>>;
  /** Value text by step; null = no sample. */
  readonly values: readonly (string | null)[];
}

export interface MatrixOptions {
  /** Time of the last step, epoch seconds. */
  readonly endS: number;
  readonly stepS: number;
  readonly warnings?: readonly string[];
  readonly infos?: readonly string[];
}

/** The answer of a range query, as a Prometheus writes it. */
export function matrixAnswer(series: readonly MatrixSeries[], options: MatrixOptions) {
  const { endS, stepS, warnings, infos } = options;
  const result = series.map(({ metric, values }) => ({
    metric,
    values: values.flatMap((text, index) =>
      text === null ? [] : [[endS - (values.length - 1 - index) * stepS, text]],
    ),
  }));
  return {
    status: 200,
    body: JSON.stringify({
      status: "success",
      ...(warnings && { warnings }),
      ...(infos && { infos }),
      data: { resultType: "matrix", result },
    }),
  };
}
