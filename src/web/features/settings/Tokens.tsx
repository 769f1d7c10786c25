import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AuthMode, TokenRow } from "../../../contract/session.ts";
import { agoText, dayText } from "../../lib/moments.ts";
import { useOpenedMs } from "../../lib/useOpenedMs.ts";
import { toProblem } from "../../lib/toProblem.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Icon } from "../../ui/Icon.tsx";
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
          <div className="flex items-center gap-3 px-4 py-3">
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
    revokedMs === undefined ? `Ends ${dayText(expiresMs, nowMs)}` : `Withdrawn ${agoText(revokedMs, nowMs)}`;
  return (
    <li className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_--spacing(24)] items-center gap-x-6 gap-y-1 border-b border-line-1 px-4 py-2.5 max-md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="flex min-w-0 items-center gap-2.5">
        <Icon name="key-round" className="text-fg-3" />
        <span className="cut font-medium">{label}</span>
        {isOver && <Badge tone="neutral">{revokedMs === undefined ? "Ended" : "Withdrawn"}</Badge>}
      </div>
      <div className="flex min-w-0 flex-col text-xs text-fg-2 max-md:col-span-2 max-md:row-start-2 max-md:pl-6.5">
        <span>{sources === null ? "All sources" : sources.map((id) => names.get(id) ?? id).join(", ")}</span>
        <span>
          Made {agoText(createdMs, nowMs)}
          {showsOwner && ` by ${owner}`}. {end}.{" "}
          {lastUsedMs === undefined ? "Not used yet." : `Last used ${agoText(lastUsedMs, nowMs)}.`}
        </span>
      </div>
      <div className="justify-self-end max-md:col-start-2 max-md:row-start-1">
        {!isOver && (
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
      showToast(`${row.label} withdrawn`);
      await client.invalidateQueries({ queryKey: ["tokens"] });
    },
  });
  return (
    <Dialog
      title={`Withdraw ${row.label}?`}
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
      {revoke.error && <ProblemNotice problem={toProblem(revoke.error)} className="p-0" />}
    </Dialog>
  );
}
