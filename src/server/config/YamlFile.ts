import fs from "node:fs";
import { type Document, isMap, isScalar, LineCounter, parseDocument, Scalar, visit } from "yaml";
import { ConfigError } from "./Config.ts";
import { errorCode } from "./errorCode.ts";
import type { Environment } from "./Environment.ts";

export type KeyPath = readonly (string | number)[];

/** A YAML file with its variables filled in, which still knows on which line everything stands. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** A secret stands in the file itself, not in a variable or a file of its own. */
  readonly hasInlineSecret: boolean;
  /** "sightglass.yaml:8 sources.1.url" for messages. */
  at(keyPath: KeyPath): string;
}

const VARIABLE = /\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}|\$\$\{/g;
/** Keys whose values are secrets, wherever they stand. */
const SECRET_KEYS = new Set(["credentials", "password", "client_secret"]);

/** Reads and parses `file`; throws ConfigError with file and line. Values are substituted after parsing, so `"`, `#` and line ends in them are text. */
export function readYamlFile(file: string, environment: Environment): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(readText(file), { lineCounter: lines, uniqueKeys: true });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    throw new ConfigError(
      document.errors.map((error) => {
        // The message's later lines quote the file, which may hold a secret.
        const [reason = ""] = error.message.split(" at line ");
        return `${file}:${lineAt(error.pos[0])} ${reason}; quote values that hold \${…}`;
      }),
    );
  }
  const { missing, hasInlineSecret } = substitute(document, environment);
  if (missing.length > 0) {
    throw new ConfigError(
      missing.map(
        ({ name, offset }) =>
          `${file}:${lineAt(offset)} the variable ${name} is not set; set it or write \${${name}:-default}`,
      ),
    );
  }
  return {
    file,
    hasInlineSecret,
    value: document.toJS({ maxAliasCount: 100 }) as unknown,
    at: (keyPath) => `${file}:${lineAt(offsetOf(document, keyPath))} ${keyPath.join(".")}`.trimEnd(),
  };
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigError([
      `${file}: cannot be read (${errorCode(error)}); check the path and its permissions`,
    ]);
  }
}

interface Substituted {
  readonly missing: { readonly name: string; readonly offset: number }[];
  readonly hasInlineSecret: boolean;
}

function substitute(document: Document, environment: Environment): Substituted {
  const missing: { name: string; offset: number }[] = [];
  let hasInlineSecret = false;
  visit(document, {
    Scalar(key, node, parents) {
      if (key === "key" || typeof node.value !== "string") return;
      const pair = parents.at(-1);
      const isSecret =
        pair !== undefined && "key" in pair && isScalar(pair.key) && SECRET_KEYS.has(String(pair.key.value));
      if (!node.value.includes("${")) {
        hasInlineSecret ||= isSecret;
        return;
      }
      const text = node.value.replaceAll(VARIABLE, (whole, name?: string, fallback?: string) => {
        if (name === undefined) return "${";
        const value = environment.get(name) ?? fallback;
        if (value === undefined) missing.push({ name, offset: node.range?.[0] ?? 0 });
        if (isSecret) environment.forget(name);
        return value ?? whole;
      });
      // Quoted stays text; unquoted is read as YAML would have read it: a number, true, false.
      node.value = node.type === Scalar.PLAIN && !isSecret ? plainValue(text) : text;
    },
  });
  return { missing, hasInlineSecret };
}

function plainValue(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}

/** Where the value at `keyPath` begins, or the nearest thing above it that exists. */
function offsetOf(document: Document, keyPath: KeyPath): number {
  for (let length = keyPath.length; length > 0; length -= 1) {
    const parent: unknown =
      length === 1 ? document.contents : document.getIn(keyPath.slice(0, length - 1), true);
    const last = keyPath[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === last);
      if (pair && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node: unknown = document.getIn(keyPath.slice(0, length), true);
    if (hasRange(node)) return node.range[0];
  }
  return 0;
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}
