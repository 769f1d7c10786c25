import type { BinaryExpr } from "../../../../domain/query/promql/ast.ts";
import { dropMetadata } from "../../../labels/dropMetadata.ts";
import { Labels } from "../../../labels/Labels.ts";

/**
 * The labels of the result of one pair, `many` being the side with the groups' many (the left one when one to one).
 * Source: resultMetric of promql/engine.go.
 */
export function resultLabels(many: Labels, one: Labels, rule: ResultRule): Labels {
  let labels = rule.dropsName ? dropMetadata(many) : many;
  if (rule.isOneToOne) labels = rule.isOn ? labels.keep(rule.names) : labels.without(rule.names);
  if (rule.include.length === 0) return labels;
  return Labels.of([
    ...labels.entries(),
    ...rule.include.map((name): readonly [string, string] => [name, one.get(name)]),
  ]);
}

export interface ResultRule {
  readonly dropsName: boolean;
  readonly isOneToOne: boolean;
  readonly isOn: boolean;
  readonly names: ReadonlySet<string>;
  readonly include: readonly string[];
}

export function resultRule({ matching }: BinaryExpr, dropsName: boolean): ResultRule {
  return {
    dropsName,
    isOneToOne: (matching?.group ?? null) === null,
    isOn: matching?.isOn ?? false,
    names: new Set(matching?.labels),
    include: matching?.include ?? [],
  };
}
