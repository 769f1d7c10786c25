import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AuditList } from "../../../contract/session.ts";
import { agoText, momentText } from "../../lib/moments.ts";
import { useOpenedMs } from "../../lib/useOpenedMs.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { eventText, FAILED_SIGN_IN, kindWords } from "./eventText.ts";
import { SettingsList } from "./SettingsList.tsx";
import { askAudit } from "./settingsCalls.ts";

const EVERYTHING = "Everything";

/** Who viewed, changed and shared what, newest first. */
export function Activity() {
  const [kind, setKind] = useState("");
  const pages = useInfiniteQuery({
    queryKey: ["audit", kind],
    queryFn: ({ pageParam, signal }) => askAudit({ kind, before: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: AuditList) => last.before,
    staleTime: 0,
  });
  const choice = (value: string, label: string) => ({
    label,
    isChecked: value === kind,
    onSelect: () => setKind(value),
  });
  return (
    <>
      <div className="flex items-center gap-2 px-4 py-3 max-sm:px-3">
        <Menu
          label="Show"
          text={kind === "" ? EVERYTHING : (kindWords[kind] ?? kind)}
          variant="default"
          align="start"
          items={[
            choice("", EVERYTHING),
            ...Object.entries(kindWords).map(([value, label]) => choice(value, label)),
          ]}
        />
        <Button icon="refresh-cw" variant="ghost" onClick={() => void pages.refetch()}>
          Refresh
        </Button>
      </div>
      <SettingsList query={pages}>
        {({ pages: all }) => {
          const events = all.flatMap((page) => page.events);
          return events.length === 0 ? (
            <EmptyState icon="history" title="Nothing happened yet">
              {kind === ""
                ? "Sign-ins, changes and links are noted here."
                : "Choose Everything to see the rest."}
            </EmptyState>
          ) : (
            <>
              <EventTable events={events} />
              {pages.hasNextPage && (
                <div className="px-4 py-3 max-sm:px-3">
                  <Button aria-disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                    Load older
                  </Button>
                </div>
              )}
            </>
          );
        }}
      </SettingsList>
    </>
  );
}

function EventTable({ events }: { readonly events: AuditList["events"] }) {
  const nowMs = useOpenedMs();
  return (
    <table aria-label="Activity" className="w-full table-fixed border-collapse text-xs">
      <thead className="text-left text-2xs text-fg-3">
        <tr className="border-y border-line-1 bg-surface-2">
          <th scope="col" className="h-6 w-44 px-4 font-medium max-sm:w-26 max-sm:px-3">
            When
          </th>
          <th scope="col" className="w-40 px-2 font-medium max-sm:w-20">
            Who
          </th>
          <th scope="col" className="px-2 font-medium">
            What
          </th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr key={event.id} className="border-b border-line-1 align-top">
            <td
              className="num px-4 py-1.5 text-fg-2 [overflow-wrap:anywhere] max-sm:px-3"
              title={agoText(event.atMs, nowMs)}
            >
              {momentText(event.atMs, nowMs)}
            </td>
            <td className="px-2 py-1.5 [overflow-wrap:anywhere]">
              {event.who || <span className="text-fg-3">unknown</span>}
            </td>
            <td className="px-2 py-1.5 [overflow-wrap:anywhere]">
              {event.action === FAILED_SIGN_IN ? (
                <span className="text-danger">
                  <Icon name="circle-alert" size={14} className="mr-1.5 inline align-[-2px]" />
                  {eventText(event)}
                </span>
              ) : (
                eventText(event)
              )}
              {event.detail && (
                <span className="text-fg-3 max-sm:block sm:before:content-['_·_']">{event.detail}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
