import { quote } from "../../../domain/query/promql/goString.ts";
import type { Labels } from "../../labels/Labels.ts";

const PLAIN_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** `{__name__="up", job="a"}`, as Prometheus prints labels in its errors. */
export function formatLabels(labels: Labels): string {
  const texts = Array.from(
    labels.entries(),
    ([name, value]) => `${PLAIN_NAME.test(name) ? name : quote(name)}=${quote(value)}`,
  );
  return `{${texts.join(", ")}}`;
}
