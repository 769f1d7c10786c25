import {
  clearLabel,
  EMPTY_SELECTION,
  type Pick,
  type PickMode,
  type Selection,
  setMode,
  toggleValue,
} from "../../../../domain/browse/Selection.ts";

export interface SelectionState {
  readonly selection: Selection;
  /**
   * What the list of metrics is narrowed by: what was chosen while no metric was. A value chosen of a metric's own
   * detail narrows that metric, and leaves the list as it stands.
   */
  readonly listPicks: readonly Pick[];
}

export type SelectionAction =
  | { readonly type: "metric"; readonly name: string }
  | { readonly type: "value"; readonly label: string; readonly value: string }
  | { readonly type: "mode"; readonly label: string; readonly mode: PickMode }
  | { readonly type: "clearLabel"; readonly label: string }
  | { readonly type: "set"; readonly selection: Selection }
  | { readonly type: "clear" };

export const NO_SELECTION: SelectionState = { selection: EMPTY_SELECTION, listPicks: [] };

export function selectionReducer(state: SelectionState, action: SelectionAction): SelectionState {
  const { selection, listPicks } = state;
  switch (action.type) {
    case "metric": {
      if (action.name === selection.metric) return state;
      // Another metric has other labels: what was chosen of the last one goes, what the list was narrowed by stays.
      const picks = action.name === "" ? selection.picks : listPicks;
      return withSelection(state, { metric: action.name, picks });
    }
    case "value":
      return withSelection(state, toggleValue(selection, action.label, action.value));
    case "mode":
      return withSelection(state, setMode(selection, action.label, action.mode));
    case "clearLabel":
      return withSelection(state, clearLabel(selection, action.label));
    case "set":
      return withSelection(state, action.selection);
    case "clear":
      return NO_SELECTION;
  }
}

function withSelection(state: SelectionState, selection: Selection): SelectionState {
  return { selection, listPicks: selection.metric === "" ? selection.picks : state.listPicks };
}
