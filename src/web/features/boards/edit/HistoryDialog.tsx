import { useState } from "react";
import type { Problem } from "../../../../domain/problem/Problem.ts";
import { momentText } from "../../../lib/moments.ts";
import { useOpenedMs } from "../../../lib/useOpenedMs.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { type Description, differences } from "./describe.ts";

export interface HistoryVersion {
  readonly rev: number;
  readonly atMs: number;
  readonly by: string;
  readonly description: Description;
}

export interface HistoryDialogProps {
  readonly title: string;
  /** Newest first; undefined while it loads. */
  readonly versions: readonly HistoryVersion[] | undefined;
  readonly problem: Problem | undefined;
  /** Saves the older version as the newest one. */
  readonly onRestore: (rev: number) => Promise<void>;
  readonly onClose: () => void;
}

/** Every version with who made it and what changed; any of them can be brought back. */
export function HistoryDialog({ title, versions, problem, onRestore, onClose }: HistoryDialogProps) {
  const [failed, setFailed] = useState<Problem>();
  const restore = async (rev: number) => {
    try {
      await onRestore(rev);
      onClose();
    } catch (error) {
      setFailed(toProblem(error));
    }
  };
  const shown = failed ?? problem;
  return (
    <Dialog title={title} isWide onClose={onClose}>
      {shown && <ProblemNotice problem={shown} className="p-0!" />}
      {!versions && !shown && <p className="text-fg-2">Loading the versions</p>}
      <ol aria-label="Versions" className="flex flex-col">
        {versions?.map((version, index) => (
          <VersionRow
            key={version.rev}
            version={version}
            older={versions[index + 1]}
            onRestore={index === 0 ? undefined : () => void restore(version.rev)}
          />
        ))}
      </ol>
    </Dialog>
  );
}

interface VersionRowProps {
  readonly version: HistoryVersion;
  readonly older: HistoryVersion | undefined;
  /** Absent for the one that is there now. */
  readonly onRestore: (() => void) | undefined;
}

function VersionRow({ version, older, onRestore }: VersionRowProps) {
  const { rev, atMs, by } = version;
  const nowMs = useOpenedMs();
  const changed = older ? differences(version.description, older.description) : [];
  return (
    <li className="flex items-start gap-3 border-b border-line-1 py-2 text-xs">
      <span className="min-w-0 grow">
        <b className="font-medium">{momentText(atMs, nowMs)}</b>
        <span className="text-fg-2"> by {by === "" ? "somebody" : by}</span>
        <span className="block text-fg-2">
          {older ? changed.map(({ label }) => label).join(", ") || "Nothing that is shown" : "Made"}
        </span>
        {changed.length > 0 && (
          <details>
            <summary className="min-h-6 cursor-pointer text-accent-fg">What changed</summary>
            {changed.map(({ label, mine, theirs }) => (
              <p key={label} className="whitespace-pre-line [overflow-wrap:anywhere]">
                <span className="text-fg-2">{label}: </span>
                <del className="text-fg-3">{theirs}</del> <ins className="no-underline">{mine}</ins>
              </p>
            ))}
          </details>
        )}
      </span>
      {onRestore ? (
        <Button size="sm" icon="rotate-ccw" aria-label={`Restore version ${rev}`} onClick={onRestore}>
          Restore
        </Button>
      ) : (
        <span className="text-fg-3">now</span>
      )}
    </li>
  );
}
