import { quote } from "../../../domain/query/promql/goString.ts";
import type { ResultKind } from "../../../domain/query/promql/ast.ts";
import { createMatcher } from "../../labels/LabelMatcher.ts";
import { promFunctions } from "../functions/promFunctions.ts";
import { checkBinary } from "./checkBinary.ts";
import type { AggregateNode, CallNode, CheckedMatcher, CheckNode, VectorNode } from "./CheckNode.ts";
import { ParseRefusal } from "./ParseRefusal.ts";

/** The name of a kind in Prometheus' documentation and messages. */
export function documentedKind(kind: ResultKind): string {
  if (kind === "vector") return "instant vector";
  return kind === "matrix" ? "range vector" : kind;
}

/** Throws a ParseRefusal at the first thing, in Prometheus' order, that is of the wrong kind. */
export function checkTypes(node: CheckNode, query: string): void {
  switch (node.type) {
    case "aggregate":
      return checkAggregate(node, query);
    case "binary":
      checkTypes(node.lhs, query);
      checkTypes(node.rhs, query);
      return checkBinary(node, query);
    case "call":
      return checkCall(node, query);
    case "paren":
      return checkTypes(node.expr, query);
    case "unary":
      checkTypes(node.expr, query);
      if (node.kind !== "scalar" && node.kind !== "vector") {
        const only = "unary expression only allowed on expressions of type scalar or instant vector";
        throw new ParseRefusal(node.from, `${only}, got ${quote(documentedKind(node.kind))}`);
      }
      return;
    case "subquery":
      checkTypes(node.expr, query);
      if (node.expr.kind !== "vector") {
        const message = `subquery is only allowed on instant vector, got ${node.expr.kind} instead`;
        throw new ParseRefusal(node.from, message);
      }
      return;
    case "matrix":
      return checkSelector(node.selector);
    case "vector":
      return checkSelector(node);
    case "number":
    case "string":
      return;
  }
}

function expectKind(node: CheckNode, kind: ResultKind, place: string): void {
  if (node.kind === kind) return;
  const message = `expected type ${documentedKind(kind)} in ${place}, got ${documentedKind(node.kind)}`;
  throw new ParseRefusal(node.from, message);
}

function checkAggregate({ operator, param, expr }: AggregateNode, query: string): void {
  checkTypes(expr, query);
  expectKind(expr, "vector", "aggregation expression");
  if (!param) return;
  checkTypes(param, query);
  expectKind(param, operator === "count_values" ? "string" : "scalar", "aggregation parameter");
}

function checkCall(node: CallNode, query: string): void {
  const { name, args } = node;
  const signature = promFunctions.get(name)?.signature;
  if (!signature) return;
  refuseCount(node, signature.args.length, signature.variadic);
  const selector = args[1];
  const isInfo = name === "info" && selector !== undefined;
  if (isInfo) checkInfoSelector(node, selector);
  for (const [index, arg] of args.entries()) {
    const kind = signature.args[Math.min(index, signature.args.length - 1)];
    // The labels that info joins may be given by `{}`.
    if (!(isInfo && index === 1)) checkTypes(arg, query);
    if (kind) expectKind(arg, kind, `call to function ${quote(name)}`);
  }
}

function refuseCount({ name, args, from }: CallNode, count: number, variadic: number): void {
  const refuse = (expected: string): never => {
    throw new ParseRefusal(
      from,
      `expected ${expected} argument(s) in call to ${quote(name)}, got ${args.length}`,
    );
  };
  if (variadic === 0) {
    if (args.length !== count) refuse(String(count));
    return;
  }
  if (args.length < count - 1) refuse(`at least ${count - 1}`);
  if (variadic > 0 && args.length > count - 1 + variadic) refuse(`at most ${count - 1 + variadic}`);
}

function checkInfoSelector(node: CallNode, selector: CheckNode): void {
  if (selector.kind !== "vector") {
    const message = `expected type instant vector in call to function "info", got ${documentedKind(selector.kind)}`;
    throw new ParseRefusal(node.from, message);
  }
  if (selector.type !== "vector") throw new ParseRefusal(selector.from, "expected label selectors only");
  if (selector.name !== "")
    throw new ParseRefusal(selector.from, "expected label selectors only, got vector selector instead");
}

function checkSelector({ from, name, matchers }: VectorNode): void {
  if (name === "") {
    if (!matchers.some((matcher) => !matchesEmpty(matcher)))
      throw new ParseRefusal(from, "vector selector must contain at least one non-empty matcher");
    return;
  }
  const other = matchers.find((matcher) => matcher.name === "__name__");
  if (other) {
    const message = `metric name must not be set twice: ${quote(name)} or ${quote(other.value)}`;
    throw new ParseRefusal(from, message);
  }
}

function matchesEmpty({ name, operator, value }: CheckedMatcher): boolean {
  return createMatcher(name, operator, value).matches("");
}
