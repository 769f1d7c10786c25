import { useState } from "react";
import type { BrowseScope } from "../../../../domain/browse/BrowseMessages.ts";
import type { MetricKind } from "../../../../domain/browse/metricKind.ts";
import { useBrowse } from "../data/useBrowse.ts";

interface Place {
  /** The view it was chosen in; rows of another view are other rows. */
  readonly viewId: number;
  readonly active: number;
}

/** The searched list of metrics: what is typed, filtered and opened, and the row that has the keyboard. */
export function useMetricList(scope: BrowseScope, selected: string) {
  const [typed, setTyped] = useState("");
  const [kind, setKind] = useState<MetricKind | "all">("all");
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [place, setPlace] = useState<Place>({ viewId: 0, active: 0 });
  const families = useBrowse("families", { source: scope.source });
  const query = useBrowse(
    "view",
    // The way to a chosen metric stays open until something is searched for.
    { ...scope, typed, kind, toggled: [...toggled], revealed: typed === "" ? selected : "" },
    { keepsPrevious: true, version: families.data ?? 0 },
  );
  const view = query.data;
  const isPlaced = view !== undefined && place.viewId === view.viewId;
  const active = isPlaced ? place.active : view ? firstPlace(view, place.active) : 0;
  return {
    typed,
    kind,
    view,
    query,
    active,
    type(text: string): void {
      setTyped(text);
      // Another search has other groups; what was opened before says nothing about them.
      setToggled(new Map());
      setPlace({ viewId: 0, active: 0 });
    },
    filter: setKind,
    go: (row: number) => setPlace({ viewId: view?.viewId ?? 0, active: row }),
    toggle(id: string, isOpen: boolean): void {
      setToggled((before) => new Map(before).set(id, isOpen));
      setPlace({ viewId: -1, active });
    },
  };
}

/** In a new view: the best hit, else the chosen metric, else where one was. */
function firstPlace(
  view: { readonly bestRow: number; readonly revealedRow: number; readonly count: number },
  was: number,
) {
  const wanted = was > 0 ? was : view.bestRow >= 0 ? view.bestRow : Math.max(0, view.revealedRow);
  return Math.max(0, Math.min(view.count - 1, wanted));
}
