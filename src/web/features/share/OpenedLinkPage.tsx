import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { OpenedLink } from "../../../contract/shares.ts";
import { formatRangeLabel } from "../../../domain/time/rangeLabel.ts";
import { Link } from "../../lib/Link.tsx";
import { agoText, dayText, momentText } from "../../lib/moments.ts";
import { useOpenedMs } from "../../lib/useOpenedMs.ts";
import { linkTo } from "../../lib/route.ts";
import { useSession } from "../../lib/session.ts";
import { zoneName } from "../../lib/zoneName.ts";
import { toProblem } from "../../lib/toProblem.ts";
import { usePageTitle } from "../../lib/usePageTitle.ts";
import { buttonClass } from "../../ui/buttonClass.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Logo } from "../../ui/Logo.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { ClosedLink } from "./ClosedLink.tsx";
import { askLink } from "./shareCalls.ts";
import { toMinutes } from "./toMinutes.ts";

/** What the app puts in: the panels of a link, asked below `/api/links/:token`. */
export type RenderLinkPanels = (slot: LinkPanelsSlot) => ReactNode;

export interface LinkPanelsSlot {
  readonly link: OpenedLink;
  readonly token: string;
  /** Live data stand beside the frozen ones. */
  readonly compares: boolean;
}

export interface OpenedLinkPageProps {
  readonly token: string;
  readonly renderPanels: RenderLinkPanels;
}

/** What somebody was sent: exactly what the sender saw, or when, by whom and why it does not open any more. */
export function OpenedLinkPage({ token, renderPanels }: OpenedLinkPageProps) {
  const { data, error, refetch } = useQuery({
    queryKey: ["link", token],
    queryFn: ({ signal }) => askLink(token, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [compares, setCompares] = useState(false);
  usePageTitle(data?.label ?? "Link");
  const isSignedIn = useSession().data?.person !== undefined;
  if (error && !data) {
    return <ClosedLink problem={toProblem(error)} isSignedIn={isSignedIn} onRetry={() => void refetch()} />;
  }
  return (
    <main className="flex min-h-dvh flex-col">
      <LinkHead link={data} isSignedIn={isSignedIn} />
      {data ? (
        <>
          <LinkBanner link={data} compares={compares} onCompare={() => setCompares(!compares)} />
          {renderPanels({ link: data, token, compares })}
        </>
      ) : (
        <div aria-busy="true" className="p-6">
          <Skeleton className="w-60" />
        </div>
      )}
    </main>
  );
}

function LinkHead({
  link,
  isSignedIn,
}: {
  readonly link: OpenedLink | undefined;
  readonly isSignedIn: boolean;
}) {
  const nowMs = useOpenedMs();
  const range = link && formatRangeLabel(toMinutes(link.range), nowMs, zoneName(link.zone));
  const { explore, boardId } = link ?? {};
  return (
    <header className="flex min-h-bar shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line-1 px-4 py-1.5">
      <span className="flex items-center text-sm font-semibold sm:gap-2">
        <Logo />
        <span className="max-sm:sr-only sm:border-r sm:border-line-2 sm:pr-3">Sightglass</span>
      </span>
      <h1 className="cut text-md">{link?.label ?? "Link"}</h1>
      {link && link.name !== "" && link.name !== link.label && (
        <span className="text-xs text-fg-2">{link.name}</span>
      )}
      {link && (
        <span className="num text-xs text-fg-2">
          {range} <span className="text-fg-3">{zoneName(link.zone)}</span>
        </span>
      )}
      {link?.choices.map(({ label, values }) => (
        <span key={label} className="text-xs text-fg-2">
          {label}: <b className="font-medium text-fg-1">{values.join(", ") || "all"}</b>
        </span>
      ))}
      <span className="ml-auto flex items-center gap-2">
        {boardId && isSignedIn && (
          <Link to={`/boards/${boardId}`} className={buttonClass({})}>
            Open board
          </Link>
        )}
        {explore && link?.kind === "live" && isSignedIn && (
          <Link to={linkTo({ page: "explore" }, explore)} className={buttonClass({})}>
            Open in Explore
          </Link>
        )}
      </span>
    </header>
  );
}

interface LinkBannerProps {
  readonly link: OpenedLink;
  readonly compares: boolean;
  readonly onCompare: () => void;
}

/** Of what time this is, who sent it, how long it opens. */
function LinkBanner({ link, compares, onCompare }: LinkBannerProps) {
  const nowMs = useOpenedMs();
  const { frozenMs, sharedBy, expiresMs } = link;
  return (
    <div
      role="status"
      className="grid min-h-8 grid-cols-[14px_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1 border-b border-line-1 bg-accent-bg px-4 py-1 text-xs max-sm:grid-cols-[14px_minmax(0,1fr)]"
    >
      <Icon
        name={frozenMs === undefined ? "link" : "snowflake"}
        size={14}
        className="mt-0.75 self-start text-accent-fg sm:mt-0 sm:self-center"
      />
      <span>
        {frozenMs === undefined ? (
          <>
            <b className="font-semibold">Live.</b> Shared {agoText(sharedBy.atMs, nowMs)}
          </>
        ) : (
          <>
            <b className="font-semibold">Frozen {momentText(frozenMs, nowMs)}</b>, {agoText(frozenMs, nowMs)}
          </>
        )}
        , by {sharedBy.by || "somebody who is no longer here"}. The link ends {dayText(expiresMs, nowMs)}.
      </span>
      {link.canCompare && frozenMs !== undefined && (
        <Button
          size="sm"
          isPressed={compares}
          onClick={onCompare}
          className="max-sm:col-start-2 max-sm:mb-1 max-sm:h-8 max-sm:justify-self-start"
        >
          Compare with live
        </Button>
      )}
    </div>
  );
}
