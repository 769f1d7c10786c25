import { RE2JS } from "re2js";
import { EngineError } from "../../EngineError.ts";
import { checkRegexSize } from "../../labels/checkRegexSize.ts";
import type { Labels } from "../../labels/Labels.ts";
import type { Work } from "../../work/Work.ts";
import type { StepVector } from "../value/StepVector.ts";
import { textOf, vectorOf } from "./arguments.ts";
import { overVectors } from "./define.ts";
import { parseTemplate } from "./goExpand.ts";
import { LabelRoom } from "./LabelRoom.ts";
import type { PromFunction, VectorCall } from "./PromFunction.ts";

/** Series whose source label matches get the replacement as their destination label. */
function* labelReplace(call: VectorCall): Work<StepVector> {
  const vector = vectorOf(call, 0);
  const target = textOf(call, 1);
  const source = textOf(call, 3);
  const replace = createReplacement(textOf(call, 4), textOf(call, 2));
  checkName(target, "destination label name in label_replace");
  const room = new LabelRoom(target);
  const labels: Labels[] = [];
  for (const one of vector.labels) {
    const parts = replace(one.get(source));
    room.take(parts ?? []);
    labels.push(parts === null ? one : one.with(target, parts.join("")));
    yield;
  }
  return { ...vector, labels };
}

/** What the new value is put together of; null where the expression does not match the whole text. */
function createReplacement(pattern: string, template: string): (text: string) => readonly string[] | null {
  const expression = compile(pattern);
  const groups = expression.namedGroups();
  const parts = parseTemplate(template).map((part) =>
    typeof part === "string" || "group" in part ? part : { group: groups[part.groupName] ?? -1 },
  );
  const groupCount = expression.groupCount();
  return (text) => {
    const matcher = expression.matcher(text);
    if (!matcher.find()) return null;
    const known = (group: number): boolean => group >= 0 && group <= groupCount;
    return parts.map((part) => {
      if (typeof part === "string") return part;
      return known(part.group) ? (matcher.group(part.group) ?? "") : "";
    });
  };
}

function compile(pattern: string): RE2JS {
  try {
    checkRegexSize(pattern);
    return RE2JS.compile(`^(?s:${pattern})$`);
  } catch {
    throw new EngineError("execution", `invalid regular expression in label_replace(): ${pattern}`);
  }
}

/** Values of labels, in the order they are named, with a separator between. */
function* labelJoin(call: VectorCall): Work<StepVector> {
  const vector = vectorOf(call, 0);
  const target = textOf(call, 1);
  const separator = textOf(call, 2);
  const sources = call.args.slice(3).map((_, i) => textOf(call, i + 3));
  for (const source of sources) checkName(source, "source label name in label_join");
  checkName(target, "destination label name in label_join");
  const room = new LabelRoom(target);
  const separators = sources.slice(1).map(() => separator);
  const labels: Labels[] = [];
  for (const one of vector.labels) {
    const values = sources.map((source) => one.get(source));
    room.take([...values, ...separators]);
    labels.push(one.with(target, values.join(separator)));
    yield;
  }
  return { ...vector, labels };
}

/** Any text is a name but an empty one and one that is no UTF-8. */
function checkName(name: string, what: string): void {
  if (name !== "" && name.isWellFormed()) return;
  throw new EngineError("execution", `invalid ${what}(): ${name}`);
}

export const labelFunctions: readonly PromFunction[] = [
  overVectors("label_replace", "vector string string string string", { evaluate: labelReplace }),
  overVectors("label_join", "vector string string string", { variadic: -1, evaluate: labelJoin }),
];
