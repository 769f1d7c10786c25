import type { ZodType } from "zod";
import type { Source } from "../sources/Source.ts";
import { resolvePreset } from "./presets.ts";
import { refuse, type Resolving, within } from "./Resolving.ts";
import { resolveSource } from "./resolveSource.ts";
import { presetSchema, sourceSchema } from "./schema.ts";
import type { KeyPath } from "./YamlFile.ts";

/** The `sources` list of the file, entry by entry: what is wrong with one does not hide what is wrong with the next. */
export function resolveFileSources(entries: readonly unknown[], context: Resolving): Source[] {
  return entries.flatMap((entry, index) => {
    const place = within(context, [index]);
    if (typeof entry === "object" && entry !== null && "preset" in entry) {
      const preset = parseWith(presetSchema, entry, place);
      return preset === undefined ? [] : resolvePreset(preset, place);
    }
    const kind = typeof entry === "object" && entry !== null && "kind" in entry ? entry.kind : undefined;
    if (kind === "loglines") {
      refuse(place, ["kind"], `sources of kind ${kind}: this version does not have them yet`);
      return [];
    }
    const parsed = parseWith(sourceSchema, entry, place);
    const source = parsed === undefined ? undefined : resolveSource(parsed, place);
    return source ? [source] : [];
  });
}

/** Parses with a schema; what is wrong goes to the issues, each with its own place. Values are never quoted. */
export function parseWith<T>(schema: ZodType<T>, value: unknown, context: Resolving): T | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const keyPath = issue.path.filter((part) => typeof part !== "symbol");
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) refuse(context, [...keyPath, key], unknownKey(keyPath));
    } else {
      refuse(context, keyPath, issue.message);
    }
  }
  return undefined;
}

function unknownKey(parent: KeyPath): string {
  return `unknown key${parent.length === 0 ? "" : ` in ${String(parent.at(-1))}`}; correct or remove it`;
}
