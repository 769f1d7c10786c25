import { quote } from "../../../domain/query/promql/goString.ts";
import type { BinaryNode } from "./CheckNode.ts";
import { ParseRefusal } from "./ParseRefusal.ts";

const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<=", "<", ">=", ">"]);
const SETS: ReadonlySet<string> = new Set(["and", "or", "unless"]);

/** Throws a ParseRefusal where operator, modifiers and kinds of the two sides do not go together. */
export function checkBinary(node: BinaryNode, query: string): void {
  const { operator, lhs, rhs, isBool } = node;
  const isComparison = COMPARISONS.has(operator);
  const refuseOperator = (message: string): never => {
    throw new ParseRefusal(behindSpaces(query, lhs.to), message);
  };
  if (isBool && !isComparison) refuseOperator("bool modifier can only be used on comparison operators");
  if (isComparison && !isBool && rhs.kind === "scalar" && lhs.kind === "scalar")
    refuseOperator("comparisons between scalars must use BOOL modifier");
  const twice = node.isOn ? node.labels.find((label) => node.include.includes(label)) : undefined;
  if (twice !== undefined)
    refuseOperator(`label ${quote(twice)} must not occur in ON and GROUP clause at once`);
  for (const side of [lhs, rhs]) {
    if (side.kind !== "scalar" && side.kind !== "vector")
      throw new ParseRefusal(
        side.from,
        "binary expression must contain only scalar and instant vector types",
      );
  }
  checkMatching(node);
}

function checkMatching({ from, operator, lhs, rhs, labels, isGrouped }: BinaryNode): void {
  const isSet = SETS.has(operator);
  const isBetweenVectors = lhs.kind === "vector" && rhs.kind === "vector";
  if (!isBetweenVectors && labels.length > 0)
    throw new ParseRefusal(from, "vector matching only allowed between instant vectors");
  if (isBetweenVectors && isSet && isGrouped)
    throw new ParseRefusal(from, `no grouping allowed for ${quote(operator)} operation`);
  if (!isBetweenVectors && isSet)
    throw new ParseRefusal(from, `set operator ${quote(operator)} not allowed in binary scalar expression`);
}

function behindSpaces(query: string, offset: number): number {
  let at = offset;
  while (/[ \t\n\r]/.test(query[at] ?? "")) at++;
  return at;
}
