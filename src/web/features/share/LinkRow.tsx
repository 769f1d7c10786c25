import type { ShareRow } from "../../../contract/shares.ts";
import { withBase } from "../../lib/basePath.ts";
import { copyText } from "../../lib/clipboard.ts";
import { Link } from "../../lib/Link.tsx";
import { agoText, dayText, untilText } from "../../lib/moments.ts";
import { useOpenedMs } from "../../lib/useOpenedMs.ts";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import type { IconName } from "../../ui/icons.ts";
import { listRowClass, listRowEndClass, listRowMiddleClass } from "../../ui/listRowClass.ts";
import { Menu } from "../../ui/Menu.tsx";
import { showToast } from "../../ui/toasts.ts";
import type { LinkAct } from "./LinkDialogs.tsx";

export interface LinkRowProps {
  readonly row: ShareRow;
  readonly showsOwner: boolean;
  readonly onAct: (kind: LinkAct) => void;
}

const states: Readonly<Record<ShareRow["state"], readonly [string, Tone, IconName]>> = {
  live: ["Works", "ok", "check"],
  expired: ["Ended", "neutral", "hourglass"],
  revoked: ["Withdrawn", "neutral", "unlink"],
};

function endText({ state, revoked, expiresMs }: ShareRow, nowMs: number): string {
  if (state === "revoked" && revoked) return `Withdrawn ${agoText(revoked.atMs, nowMs)} by ${revoked.by}`;
  if (state === "expired") return `Ended ${dayText(expiresMs, nowMs)}`;
  return `Ends ${untilText(expiresMs, nowMs)}, ${dayText(expiresMs, nowMs)}`;
}

export function LinkRow({ row, showsOwner, onAct }: LinkRowProps) {
  const nowMs = useOpenedMs();
  const [word, tone, icon] = states[row.state];
  // An ended link still has its path, since it can be renewed.
  const opens = row.state === "live" ? row.path : undefined;
  const copy = async (text: string) =>
    showToast(
      (await copyText(text))
        ? "Link copied"
        : "The browser did not allow copying; open the link and copy its address",
    );
  const opened =
    row.opened === 0
      ? row.state === "live"
        ? "Not opened yet"
        : "Never opened"
      : `Opened ${row.opened === 1 ? "once" : `${row.opened} times`}${row.lastOpenedMs === undefined ? "" : `, last ${agoText(row.lastOpenedMs, nowMs)}`}`;
  return (
    <li className={listRowClass}>
      <div className="flex min-w-0 items-center gap-2.5">
        <Icon name={row.kind === "frozen" ? "snowflake" : "link"} className="text-fg-3" />
        {opens ? (
          <Link to={opens} className="cut py-0.5 font-medium text-fg-1 no-underline hover:underline">
            {row.label}
          </Link>
        ) : (
          <span className="cut font-medium">{row.label}</span>
        )}
      </div>
      <div className={listRowMiddleClass}>
        <span>
          {row.kind === "frozen" ? "Frozen" : "Live"}, for{" "}
          {row.audience === "anyone" ? "anyone with the link" : "everybody who signs in"}
          {row.showsQuery ? "" : ", query hidden"}
        </span>
        <span className="text-xs text-fg-2">
          Made {agoText(row.created.atMs, nowMs)}
          {showsOwner && ` by ${row.owner}`}
          {showsOwner && row.isOwnerOff === true && ", who was switched off"}. {endText(row, nowMs)}. {opened}
          .
        </span>
      </div>
      <div className={listRowEndClass}>
        <Badge tone={tone} icon={icon}>
          {word}
        </Badge>
        {opens ? (
          <IconButton
            icon="copy"
            label={`Copy ${row.label}`}
            onClick={() => void copy(window.location.origin + withBase(opens))}
          />
        ) : (
          <NoButton />
        )}
        {row.state === "revoked" ? (
          <NoButton />
        ) : (
          <Menu
            label={`${row.label} menu`}
            items={[
              { label: "Rename", icon: "pencil", onSelect: () => onAct("rename") },
              { label: "Renew", icon: "timer", onSelect: () => onAct("renew") },
              {
                label: "Withdraw",
                icon: "unlink",
                isDanger: true,
                startsGroup: true,
                onSelect: () => onAct("revoke"),
              },
              ...(showsOwner && row.ownerId !== undefined
                ? [
                    {
                      label: `End all links of ${row.owner}`,
                      icon: "unlink" as const,
                      isDanger: true,
                      onSelect: () => onAct("revoke-all"),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </div>
    </li>
  );
}

/** As wide as a button, so that the states of all rows stand in one column. */
function NoButton() {
  return <span className="w-7 max-sm:w-8" />;
}
