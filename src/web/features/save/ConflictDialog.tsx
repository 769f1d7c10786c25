import { formatTime } from "../../../domain/time/formatTime.ts";
import type { Panel } from "../../../domain/panel/Panel.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { type Conflict, differences } from "./Conflict.ts";

export interface ConflictDialogProps {
  readonly conflict: Conflict;
  readonly mine: Panel;
  readonly isBusy: boolean;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
  readonly onClose: () => void;
}

/** Two versions of one panel, side by side; nothing is overwritten before one of them is chosen (F53). */
export function ConflictDialog(props: ConflictDialogProps) {
  const { conflict, mine, isBusy, onKeepMine, onTakeTheirs, onClose } = props;
  const rows = differences(mine, conflict.panel);
  const when = conflict.atMs === 0 ? "" : ` at ${formatTime(conflict.atMs, "UTC")} UTC`;
  return (
    <Dialog
      title="Somebody else changed this panel"
      isWide
      onClose={onClose}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Back
          </Button>
          <Button onClick={onTakeTheirs}>Take theirs</Button>
          <Button variant="primary" aria-disabled={isBusy} onClick={onKeepMine}>
            Keep mine
          </Button>
        </>
      }
    >
      <p className="text-fg-2">
        It was saved by {conflict.by || "somebody"}
        {when}, after you opened it. The version that is not kept stays in the panel’s history.{" "}
        <span className="mono text-2xs text-fg-3">EDIT_CONFLICT</span>
      </p>
      {rows.length === 0 ? (
        <p>Both versions say the same.</p>
      ) : (
        <table aria-label="Both versions" className="w-full table-fixed border-collapse text-xs">
          <thead>
            <tr className="border-b border-line-1 text-left text-2xs text-fg-3">
              <th scope="col" className="w-24 py-1 pr-2 font-medium">
                What
              </th>
              <th scope="col" className="py-1 pr-3 font-medium">
                Yours
              </th>
              <th scope="col" className="py-1 font-medium">
                Theirs
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, mine: own, theirs }) => (
              <tr key={label} className="border-b border-line-1 align-top">
                <th scope="row" className="py-1.5 pr-2 text-left font-medium">
                  {label}
                </th>
                <td className="py-1.5 pr-3 whitespace-pre-line [overflow-wrap:anywhere]">
                  {own || "nothing"}
                </td>
                <td className="py-1.5 whitespace-pre-line [overflow-wrap:anywhere]">{theirs || "nothing"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}
