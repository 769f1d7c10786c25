import type { Source } from "../sources/Source.ts";
import type { Environment } from "./Environment.ts";
import { resolvePreset } from "./presets.ts";
import type { Resolving } from "./Resolving.ts";
import { parseWith } from "./resolveFileSources.ts";
import { resolveSource } from "./resolveSource.ts";
import { presetSchema, sourceSchema } from "./schema.ts";
import type { KeyPath } from "./YamlFile.ts";

interface Found {
  readonly sources: Source[];
  readonly issues: string[];
}

/** The sources that plain variables make, for the impatient: a token, or a URL and a token. */
export function environmentSources(environment: Environment): Found {
  const issues: string[] = [];
  const place = (names: Readonly<Record<string, string>>, fallback: string): Resolving => ({
    baseDir: process.cwd(),
    at: (keyPath: KeyPath) => names[String(keyPath.at(-1))] ?? fallback,
    issues,
  });
  return {
    sources: [
      ...coreweave(environment, place),
      ...wgtwo(environment, { place, issues }),
      ...plain(environment, PROMETHEUS, { place, issues }),
      ...plain(environment, LOKI, { place, issues }),
      ...scraped(environment, place),
    ],
    issues,
  };
}

type Place = (names: Readonly<Record<string, string>>, fallback: string) => Resolving;

function coreweave(environment: Environment, place: Place): Source[] {
  const token = tokenOf(environment, "COREWEAVE_TOKEN");
  if (!token) return [];
  const names = { credentials: "COREWEAVE_TOKEN", credentials_file: "COREWEAVE_TOKEN_FILE" };
  const context = place(names, "COREWEAVE_TOKEN");
  const entry = parseWith(presetSchema, { preset: "coreweave", authorization: token }, context);
  return entry ? resolvePreset(entry, context) : [];
}

/** With the id of an own Prometheus that one, by Basic; else the page of current values, by OAuth2. */
function wgtwo(environment: Environment, context: { place: Place; issues: string[] }): Source[] {
  const client = environment.get("WGTWO_CLIENT_ID");
  const secret = environment.get("WGTWO_CLIENT_SECRET");
  const file = environment.get("WGTWO_CLIENT_SECRET_FILE");
  const id = environment.get("WGTWO_PROMETHEUS_ID");
  if (client === undefined && secret === undefined && file === undefined && id === undefined) return [];
  if (client === undefined || (secret === undefined && file === undefined)) {
    const name = id === undefined ? "WGTWO_CLIENT_ID" : "WGTWO_PROMETHEUS_ID";
    context.issues.push(
      `${name}: needs WGTWO_CLIENT_ID and WGTWO_CLIENT_SECRET (or WGTWO_CLIENT_SECRET_FILE)`,
    );
    return [];
  }
  const key = id === undefined ? "client_secret" : "password";
  const names = {
    username: "WGTWO_CLIENT_ID",
    client_id: "WGTWO_CLIENT_ID",
    [key]: "WGTWO_CLIENT_SECRET",
    [`${key}_file`]: "WGTWO_CLIENT_SECRET_FILE",
  };
  const place = context.place(names, id === undefined ? "WGTWO_CLIENT_ID" : "WGTWO_PROMETHEUS_ID");
  const secrets = {
    ...(secret !== undefined && { [key]: secret }),
    ...(file !== undefined && { [`${key}_file`]: file }),
  };
  const facts =
    id === undefined
      ? { preset: "wgtwo-openmetrics", oauth2: { client_id: client, ...secrets } }
      : { preset: "wgtwo-prometheus", prometheus_id: id, basic_auth: { username: client, ...secrets } };
  const entry = parseWith(presetSchema, facts, place);
  return entry ? resolvePreset(entry, place) : [];
}

/** `SCRAPE_URL`: any page with metrics, and no Prometheus. */
function scraped(environment: Environment, place: Place): Source[] {
  const url = environment.get("SCRAPE_URL");
  if (url === undefined) return [];
  const context = place({ url: "SCRAPE_URL" }, "SCRAPE_URL");
  const entry = parseWith(
    sourceSchema,
    { id: "scrape", name: "Scraped page", kind: "openmetrics", url },
    context,
  );
  const source = entry && resolveSource(entry, context);
  return source ? [source] : [];
}

const PROMETHEUS = {
  id: "prometheus",
  name: "Prometheus",
  kind: "prometheus",
  variables: "PROMETHEUS",
} as const;
const LOKI = { id: "loki", name: "Loki", kind: "loki", variables: "LOKI" } as const;

/** `…_URL`, with `…_TOKEN` or `…_TOKEN_FILE`. */
function plain(
  environment: Environment,
  { variables, ...source }: typeof PROMETHEUS | typeof LOKI,
  context: { place: Place; issues: string[] },
): Source[] {
  const [urlName, tokenName] = [`${variables}_URL`, `${variables}_TOKEN`];
  const url = environment.get(urlName);
  const token = tokenOf(environment, tokenName);
  if (url === undefined) {
    if (token) context.issues.push(`${tokenName}: needs ${urlName}`);
    return [];
  }
  const names = { url: urlName, credentials: tokenName, credentials_file: `${tokenName}_FILE` };
  const place = context.place(names, urlName);
  const facts = { ...source, url, ...(token && { authorization: token }) };
  const entry = parseWith(sourceSchema, facts, place);
  const resolved = entry && resolveSource(entry, place);
  return resolved ? [resolved] : [];
}

/** `NAME` and `NAME_FILE`; both are passed on, and refused where they are read. */
function tokenOf(
  environment: Environment,
  name: string,
): { credentials?: string; credentials_file?: string } | undefined {
  const value = environment.get(name);
  const file = environment.get(`${name}_FILE`);
  if (value === undefined && file === undefined) return undefined;
  return {
    ...(value !== undefined && { credentials: value.trim() }),
    ...(file !== undefined && { credentials_file: file }),
  };
}
