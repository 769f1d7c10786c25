import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { SHARE_DAYS, type ShareRow } from "../../../contract/shares.ts";
import { toProblem } from "../../lib/toProblem.ts";
import { Button } from "../../ui/Button.tsx";
import { daysText } from "../../ui/daysText.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { EndsAfterField } from "../../ui/EndsAfterField.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { showToast } from "../../ui/toasts.ts";
import { changeShare, revokeShare, revokeSharesOf } from "./shareCalls.ts";

export type LinkAct = "rename" | "renew" | "revoke" | "revoke-all";

export interface LinkDialogsProps {
  readonly kind: LinkAct;
  readonly row: ShareRow;
  readonly onClose: () => void;
}

const LABEL_LENGTH = 120;

const titles: Readonly<Record<LinkAct, (row: ShareRow) => string>> = {
  rename: () => "Rename link",
  renew: ({ label }) => `Renew “${label}”`,
  revoke: ({ label }) => `Withdraw “${label}”?`,
  "revoke-all": ({ owner }) => `End all links of ${owner}?`,
};

/** Changes a link that is there. */
export function LinkDialogs({ kind, row, onClose }: LinkDialogsProps) {
  const client = useQueryClient();
  const [label, setLabel] = useState(row.label);
  const [days, setDays] = useState<number>(SHARE_DAYS.usual);
  const act = useMutation({
    mutationFn: async () => {
      if (kind === "revoke") await revokeShare(row.id);
      else if (kind === "revoke-all") await revokeSharesOf(row.ownerId ?? "");
      else await changeShare(row.id, kind === "rename" ? { label: label.trim() } : { days });
    },
    onSuccess: async () => {
      onClose();
      if (kind === "revoke") showToast(`“${row.label}” no longer opens`);
      if (kind === "revoke-all") showToast(`No link of ${row.owner} opens any more`);
      if (kind === "renew") showToast(`“${row.label}” works for ${daysText(days)} more`);
      await client.invalidateQueries({ queryKey: ["shares"] });
    },
  });
  const isReady = !act.isPending && (kind !== "rename" || label.trim() !== "");
  const go = () => {
    if (isReady) act.mutate();
  };
  const words = { rename: "Rename", renew: "Renew", revoke: "Withdraw", "revoke-all": "End all" }[kind];
  const isEnd = kind === "revoke" || kind === "revoke-all";
  return (
    <Dialog
      title={titles[kind](row)}
      onClose={onClose}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant={isEnd ? "danger" : "primary"} aria-disabled={!isReady} onClick={go}>
            {words}
          </Button>
        </>
      }
    >
      {kind === "rename" && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            go();
          }}
        >
          <TextField
            label="Name"
            error={label.trim() === "" ? "Give it a name." : undefined}
            data-autofocus
            maxLength={LABEL_LENGTH}
            value={label}
            onChange={setLabel}
          />
        </form>
      )}
      {kind === "renew" && (
        <EndsAfterField
          days={days}
          hint="Counted from now. The link itself stays the same."
          onChange={setDays}
        />
      )}
      {kind === "revoke" && (
        <p>
          From the next press on it opens nothing, and says that it was withdrawn and by whom. This cannot be
          undone; you can make another link.
        </p>
      )}
      {kind === "revoke-all" && (
        <p>
          Every link that {row.owner} made, frozen ones too, opens nothing from the next press on, and says
          that it was withdrawn and by whom. This cannot be undone.
        </p>
      )}
      {act.error && <ProblemNotice problem={toProblem(act.error)} className="p-0!" />}
    </Dialog>
  );
}
