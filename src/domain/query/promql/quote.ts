import { quote } from "./goString.ts";
import { printLabelName } from "./print.ts";

const BARE_METRIC = /^[A-Za-z_:][A-Za-z0-9_:]*$/;

/** A label value as a PromQL string in double quotes; quotes, backslashes and control characters escaped. */
export function quoteLabelValue(value: string): string {
  return quote(value);
}

/** A label name as PromQL writes it: bare, or quoted where it has other characters (`"service.name"`). */
export function labelNameText(name: string): string {
  return printLabelName(name);
}

/** A selector for one metric: `up`, or `{"my.metric"}` where the name cannot stand alone. */
export function metricText(name: string): string {
  return isBareMetricName(name) ? name : `{${quote(name)}}`;
}

export function isBareMetricName(name: string): boolean {
  return BARE_METRIC.test(name);
}
