import { momentText } from "../../../lib/moments.ts";
import { useOpenedMs } from "../../../lib/useOpenedMs.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { type Description, differences } from "./describe.ts";
import type { Draft } from "./useDraft.ts";

export interface ConflictDialogProps<T> {
  readonly draft: Draft<T>;
  readonly describe: (document: T) => Description;
}

/** Two made a version each: both are shown, and one is chosen. Nothing was overwritten (F53). */
export function ConflictDialog<T>({ draft, describe }: ConflictDialogProps<T>) {
  const nowMs = useOpenedMs();
  const { theirs } = draft;
  if (theirs === null) return null;
  const rows = differences(describe(draft.document), describe(theirs.document));
  const who = theirs.by === "" ? "somebody else" : theirs.by;
  const when = theirs.atMs === 0 ? "" : `, ${momentText(theirs.atMs, nowMs)}`;
  return (
    <Dialog
      title="Somebody else changed this meanwhile"
      isWide
      onClose={draft.decideLater}
      footer={
        <>
          <Button variant="ghost" onClick={draft.decideLater}>
            Decide later
          </Button>
          <Button onClick={draft.takeTheirs}>Take theirs</Button>
          <Button variant="primary" onClick={() => void draft.keepMine()}>
            Keep mine
          </Button>
        </>
      }
    >
      <p className="text-fg-2">
        Another version was saved by {who}
        {when}. Nothing is overwritten until you choose; the other version stays in the history.{" "}
        <span className="mono text-2xs">EDIT_CONFLICT</span>
      </p>
      <table aria-label="Both versions" className="w-full table-fixed border-collapse text-xs">
        <thead>
          <tr className="border-b border-line-1 text-left text-2xs text-fg-3">
            <th scope="col" className="w-28 py-1 pr-2 font-medium">
              Field
            </th>
            <th scope="col" className="py-1 pr-2 font-medium">
              Mine
            </th>
            <th scope="col" className="py-1 font-medium">
              Theirs
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, mine, theirs: other }) => (
            <tr key={label} className="border-b border-line-1 align-top">
              <th scope="row" className="py-1.5 pr-2 text-left font-medium text-fg-2">
                {label}
              </th>
              <td className="py-1.5 pr-2 whitespace-pre-line [overflow-wrap:anywhere]">{mine}</td>
              <td className="py-1.5 whitespace-pre-line [overflow-wrap:anywhere]">{other}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="text-fg-2">Both versions say the same.</p>}
    </Dialog>
  );
}
