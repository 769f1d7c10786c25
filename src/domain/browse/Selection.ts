/** "is any of" and "is none of" the values. */
export type PickMode = "any" | "none";

export interface Pick {
  readonly label: string;
  readonly mode: PickMode;
  /** In the order they were chosen. Empty: the label is looked at, but narrows nothing. */
  readonly values: readonly string[];
}

/** What the browser has chosen: a metric ("" for none; always for logs) and values of labels, in any order. */
export interface Selection {
  readonly metric: string;
  readonly picks: readonly Pick[];
}

export const EMPTY_SELECTION: Selection = { metric: "", picks: [] };

export const pickOf = (selection: Selection, label: string): Pick | undefined =>
  selection.picks.find((pick) => pick.label === label);

/** Only what narrows. */
export const activePicks = (selection: Selection): readonly Pick[] =>
  selection.picks.filter((pick) => pick.values.length > 0);

function withPick(selection: Selection, pick: Pick): Selection {
  const isKnown = selection.picks.some((one) => one.label === pick.label);
  const picks = isKnown
    ? selection.picks.map((one) => (one.label === pick.label ? pick : one))
    : [...selection.picks, pick];
  // A label with no value and the usual mode says nothing.
  return { ...selection, picks: picks.filter((one) => one.values.length > 0 || one.mode === "none") };
}

/** Chooses a value, or takes it back. */
export function toggleValue(selection: Selection, label: string, value: string): Selection {
  const pick = pickOf(selection, label) ?? { label, mode: "any" as const, values: [] };
  const values = pick.values.includes(value)
    ? pick.values.filter((one) => one !== value)
    : [...pick.values, value];
  return withPick(selection, { ...pick, values });
}

export function setMode(selection: Selection, label: string, mode: PickMode): Selection {
  const pick = pickOf(selection, label) ?? { label, mode, values: [] };
  return withPick(selection, { ...pick, mode });
}

export function clearLabel(selection: Selection, label: string): Selection {
  return { ...selection, picks: selection.picks.filter((pick) => pick.label !== label) };
}
