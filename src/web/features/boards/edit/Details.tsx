import { useQuery } from "@tanstack/react-query";
import type { PanelView } from "../../../../contract/panels.ts";
import { momentText } from "../../../lib/moments.ts";
import { useOpenedMs } from "../../../lib/useOpenedMs.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { panelQuery } from "../data/boardQueries.ts";

type Stamp = PanelView["changed"];

export interface DetailsProps {
  readonly owner: string;
  readonly created: Stamp;
  readonly changed: Stamp;
  /** Absent: never. */
  readonly lastRun?: Stamp | undefined;
}

const whoever = (by: string) => (by === "" ? "somebody" : by);

/** Who made it, who changed it last, and when and for whom it ran last (I1). */
export function Details({ owner, created, changed, lastRun }: DetailsProps) {
  const nowMs = useOpenedMs();
  const when = ({ atMs }: Stamp) => momentText(atMs, nowMs);
  const rows = [
    ["Made", `${when(created)} by ${whoever(owner)}`],
    ["Changed", `${when(changed)} by ${whoever(changed.by)}`],
    ["Last run", lastRun ? `${when(lastRun)} for ${whoever(lastRun.by)}` : "Never"],
  ] as const;
  return (
    <dl className="num grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs">
      {rows.map(([name, text]) => (
        <div key={name} className="contents">
          <dt className="text-fg-3">{name}</dt>
          <dd className="[overflow-wrap:anywhere]">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Of several panels the run that was last. */
export function lastRunOf(panels: readonly Pick<PanelView, "lastRun">[]): Stamp | undefined {
  return panels
    .flatMap(({ lastRun }) => lastRun ?? [])
    .reduce<Stamp | undefined>((last, run) => (last && last.atMs >= run.atMs ? last : run), undefined);
}

export interface PanelDetailsProps {
  readonly panelId: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** The same of one panel, asked for when it is wanted. */
export function PanelDetails({ panelId, name, onClose }: PanelDetailsProps) {
  const { data, error } = useQuery(panelQuery(panelId));
  return (
    <Dialog title={`Details of ${name}`} onClose={onClose}>
      {data && <Details {...data} />}
      {error && <ProblemNotice problem={toProblem(error)} className="p-0!" />}
      {!data && !error && <p className="text-fg-2">Loading</p>}
    </Dialog>
  );
}
