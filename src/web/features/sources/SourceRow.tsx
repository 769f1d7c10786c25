import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import type { SourceView } from "../../../contract/sources.ts";
import { appLocation } from "../../lib/location.ts";
import { Link } from "../../lib/Link.tsx";
import { linkTo } from "../../lib/route.ts";
import { kindText } from "../../lib/sourceWords.ts";
import { toProblem } from "../../lib/toProblem.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { exploreSource } from "./exploreSource.ts";
import { RemoveDialog } from "./RemoveDialog.tsx";
import { checkSource } from "./sourceCalls.ts";
import { TestResult } from "./TestResult.tsx";

const authNames = {
  none: "No sign-in",
  bearer: "Token",
  basic: "Name and password",
  oauth2: "OAuth2 client",
} as const;

const originNames: Readonly<Record<SourceView["origin"], string>> = {
  added: "Added here.",
  config: "From the configuration: change it there and reload.",
  embedded: "Comes with Sightglass.",
};

/** A source without an address is a file, or in this process. */
function Place({ url, origin }: SourceView) {
  if (url !== "") return <code className="cut text-xs">{url}</code>;
  return (
    <span className="text-xs">{origin === "embedded" ? "In this process" : "On this server, as a file"}</span>
  );
}

/** How long a test's result speaks for the source. */
const CHECKED_MS = 60_000;

function CheckBadge({ state }: { readonly state: "ok" | "failed" | "running" | "unknown" }) {
  if (state === "ok")
    return (
      <Badge tone="ok" icon="check">
        Works
      </Badge>
    );
  if (state === "failed")
    return (
      <Badge tone="danger" icon="circle-alert">
        Does not work
      </Badge>
    );
  return <Badge>{state === "running" ? "Testing" : "Not tested yet"}</Badge>;
}

export function SourceRow({ source }: { readonly source: SourceView }) {
  const [isRemoving, setRemoving] = useState(false);
  const [showsCheck, setShowsCheck] = useState(false);
  const check = useQuery({
    queryKey: ["source-check", source],
    queryFn: ({ signal }) => checkSource(source.id, signal),
    enabled: showsCheck,
    staleTime: CHECKED_MS,
  });
  const isOurs = source.origin === "added";
  const state = check.isFetching
    ? "running"
    : check.isError || check.data?.ok === false
      ? "failed"
      : check.data
        ? "ok"
        : "unknown";
  const test = () => {
    if (showsCheck) void check.refetch();
    setShowsCheck(true);
  };
  const edit = {
    label: "Edit",
    icon: "pencil" as const,
    onSelect: () => appLocation.go(linkTo({ page: "editSource", sourceId: source.id })),
  };
  const menu = [
    ...(source.url === "" ? [] : [edit]),
    {
      label: "Remove",
      icon: "trash-2" as const,
      isDanger: true,
      startsGroup: true,
      onSelect: () => setRemoving(true),
    },
  ];
  return (
    <li className="border-b border-line-1 px-4 py-2.5">
      <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_208px] items-center gap-x-6 gap-y-1 max-md:grid-cols-[minmax(0,1fr)_auto]">
        <div className="flex min-w-0 items-center gap-2.5">
          <Icon name={source.preset === "demo" ? "flask-conical" : "database"} className="text-fg-3" />
          <Link
            to={exploreSource(source)}
            className="cut py-0.5 font-medium text-fg-1 no-underline hover:underline"
          >
            {source.name}
          </Link>
          <span className="shrink-0 text-xs text-fg-3 max-md:hidden">{kindText(source)}</span>
        </div>
        <div className="flex min-w-0 flex-col max-md:col-span-2 max-md:row-start-2 max-md:pl-6.5">
          <Place {...source} />
          <span className="text-xs text-fg-2">
            <span className="md:hidden">{kindText(source)}. </span>
            {source.url !== "" && authNames[source.authType]}
            {source.username && ` (${source.username})`}
            {source.headerNames.length > 0 && `, sends ${source.headerNames.join(", ")}`}
            {source.hasCa && ", own certificate authority"}
            {source.url !== "" && ". "}
            {originNames[source.origin]}
          </span>
        </div>
        <div className="flex items-center justify-end gap-2 max-md:col-start-2 max-md:row-start-1">
          <span className="max-sm:hidden">
            <CheckBadge state={state} />
          </span>
          <Button
            size="sm"
            aria-label={`Test ${source.name}`}
            aria-disabled={check.isFetching}
            onClick={test}
          >
            Test
          </Button>
          {isOurs ? (
            <Menu label={`${source.name} menu`} items={menu} />
          ) : (
            <span className="size-7 max-sm:size-8" />
          )}
        </div>
      </div>
      {showsCheck && (check.data || check.error) && (
        <div className="mt-2 ml-6.5 max-w-160">
          {check.error ? (
            <ProblemNotice problem={toProblem(check.error)} className="rounded border border-line-1" />
          ) : (
            check.data && <TestResult check={check.data} />
          )}
        </div>
      )}
      {isRemoving && <RemoveDialog source={source} onClose={() => setRemoving(false)} />}
    </li>
  );
}
