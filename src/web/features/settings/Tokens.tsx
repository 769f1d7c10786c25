import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AuthMode, TokenRow } from "../../../contract/session.ts";
import { agoText, dayText } from "../../lib/moments.ts";
import { useOpenedMs } from "../../lib/useOpenedMs.ts";
import { toProblem } from "../../lib/toProblem.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { listRowClass, listRowEndClass, listRowMiddleClass } from "../../ui/listRowClass.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { showToast } from "../../ui/toasts.ts";
import { SettingsList } from "./SettingsList.tsx";
import { askTokens, revokeToken } from "./settingsCalls.ts";
import { useSourceNames } from "./useSourceNames.ts";
import { TokenDialog } from "./TokenDialog.tsx";

/** Access tokens: for promtool, logcli, Grafana and curl. */
export function Tokens({ mode, isAdmin }: { readonly mode: AuthMode; readonly isAdmin: boolean }) {
  const tokens = useQuery({
    queryKey: ["tokens"],
    queryFn: ({ signal }) => askTokens(signal),
    staleTime: 0,
  });
  const [isMaking, setMaking] = useState(false);
  const [revoked, setRevoked] = useState<TokenRow | null>(null);
  if (mode === "none") {
    return (
      <EmptyState icon="key-round" title="No token is needed here">
        There is no sign-in, so promtool, logcli, Grafana and curl ask without one, on this machine.
      </EmptyState>
    );
  }
  return (
    <SettingsList query={tokens}>
      {({ tokens: all }) => (
        <>
          <div className="flex items-center gap-3 px-4 py-3 max-sm:px-3">
            <p className="text-fg-2">
              For programs: promtool, logcli, Grafana, curl. A token opens the sources you choose, and nothing
              else.
            </p>
            <Button variant="primary" icon="plus" className="ml-auto" onClick={() => setMaking(true)}>
              Make token
            </Button>
          </div>
          {all.length === 0 ? (
            <EmptyState icon="key-round" title="There are no tokens yet">
              One token per program makes it easy to withdraw one of them.
            </EmptyState>
          ) : (
            <ul aria-label="Access tokens" className="border-t border-line-1">
              {all.map((row) => (
                <TokenItem key={row.id} row={row} showsOwner={isAdmin} onRevoke={() => setRevoked(row)} />
              ))}
            </ul>
          )}
          {isMaking && <TokenDialog onClose={() => setMaking(false)} />}
          {revoked && <RevokeDialog row={revoked} onClose={() => setRevoked(null)} />}
        </>
      )}
    </SettingsList>
  );
}

interface TokenItemProps {
  readonly row: TokenRow;
  readonly showsOwner: boolean;
  readonly onRevoke: () => void;
}

function TokenItem({ row, showsOwner, onRevoke }: TokenItemProps) {
  const nowMs = useOpenedMs();
  const names = useSourceNames();
  const { label, owner, sources, createdMs, expiresMs, lastUsedMs, revokedMs } = row;
  const isOver = revokedMs !== undefined || expiresMs <= nowMs;
  const end =
    revokedMs === undefined
      ? `${isOver ? "Ended" : "Ends"} ${dayText(expiresMs, nowMs)}`
      : `Withdrawn ${agoText(revokedMs, nowMs)}`;
  return (
    <li className={listRowClass}>
      <div className="flex min-w-0 items-center gap-2.5">
        <Icon name="key-round" className="text-fg-3" />
        <span className="cut font-medium">{label}</span>
      </div>
      <div className={cx(listRowMiddleClass, "text-xs text-fg-2")}>
        <span>{sources === null ? "All sources" : sources.map((id) => names.get(id) ?? id).join(", ")}</span>
        <span>
          Made {agoText(createdMs, nowMs)}
          {showsOwner && ` by ${owner}`}. {end}.{" "}
          {lastUsedMs === undefined
            ? isOver
              ? "Never used."
              : "Not used yet."
            : `Last used ${agoText(lastUsedMs, nowMs)}.`}
        </span>
      </div>
      <div className={listRowEndClass}>
        {isOver ? (
          <Badge icon={revokedMs === undefined ? "hourglass" : "unlink"}>
            {revokedMs === undefined ? "Ended" : "Withdrawn"}
          </Badge>
        ) : (
          <Button size="sm" variant="danger" aria-label={`Withdraw ${label}`} onClick={onRevoke}>
            Withdraw
          </Button>
        )}
      </div>
    </li>
  );
}

function RevokeDialog({ row, onClose }: { readonly row: TokenRow; readonly onClose: () => void }) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeToken(row.id),
    onSuccess: async () => {
      onClose();
      showToast(`“${row.label}” withdrawn`);
      await client.invalidateQueries({ queryKey: ["tokens"] });
    },
  });
  return (
    <Dialog
      title={`Withdraw “${row.label}”?`}
      onClose={onClose}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="danger" aria-disabled={revoke.isPending} onClick={() => revoke.mutate()}>
            Withdraw
          </Button>
        </>
      }
    >
      <p>Whatever uses it gets an error from its next request on. This cannot be undone.</p>
      {revoke.error && <ProblemNotice problem={toProblem(revoke.error)} className="p-0!" />}
    </Dialog>
  );
}
