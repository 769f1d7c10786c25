import { type Labels, labelValue } from "../frame/Frame.ts";

/** A web address whose host is written out: no placeholder, user name or backslash before the path. */
const SAFE_TEMPLATE = /^https?:\/\/[^\s/?#{}@\\]+(?:[/?#][^\s\\]*)?$/i;
const PLACEHOLDER = /\{([^{}]+)\}/g;

/** Libraries spell it `trace_id`, `traceID` or `TraceId`. */
const spelledAlike = (name: string) => name.toLowerCase().replaceAll(/[_-]/g, "");

function valueOf(labels: Labels, name: string): string | undefined {
  const exact = labelValue(labels, name);
  if (exact !== undefined) return exact;
  const alike = Object.keys(labels).find((label) => spelledAlike(label) === spelledAlike(name));
  return alike === undefined ? undefined : labelValue(labels, alike);
}

/** What is wrong with a template, in words; "" for a good one, and for none. */
export function traceTemplateFault(template: string): string {
  const text = template.trim();
  if (text === "") return "";
  if (!SAFE_TEMPLATE.test(text)) return "Write an address that begins with https:// or http:// and its host.";
  return text.search(PLACEHOLDER) < 0 ? "Say where the id goes, such as {trace_id}." : "";
}

/**
 * `https://tracing.example/trace/{trace_id}` and the labels of an exemplar → its trace. Null where the template is not
 * safe, or where a label it names is missing or empty. Values come from the source: they are escaped, so that they
 * change neither the host nor the shape of the address.
 */
export function traceUrl(template: string, labels: Labels): string | null {
  const text = template.trim();
  if (text === "" || traceTemplateFault(text) !== "") return null;
  const names = [...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? "");
  const values = new Map(names.map((name) => [name, valueOf(labels, name) ?? ""]));
  const isUsable = (value: string) => value !== "" && !/^\.{1,2}$/.test(value) && value.isWellFormed();
  if (![...values.values()].every(isUsable)) return null;
  return text.replaceAll(PLACEHOLDER, (_, name: string) => encodeURIComponent(values.get(name) ?? ""));
}
