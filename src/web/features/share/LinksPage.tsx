import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ShareRow } from "../../../contract/shares.ts";
import { useSession } from "../../lib/session.ts";
import { toProblem } from "../../lib/toProblem.ts";
import { usePageTitle } from "../../lib/usePageTitle.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageBar } from "../../ui/PageBar.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { LinkDialogs, type LinkAct } from "./LinkDialogs.tsx";
import { LinkRow } from "./LinkRow.tsx";
import { askShares } from "./shareCalls.ts";

/** The links one made, an admin's: all. None ends without saying so (S35). */
export function LinksPage() {
  usePageTitle("Links");
  const { data, error, refetch } = useQuery({
    queryKey: ["shares"],
    queryFn: ({ signal }) => askShares(signal),
    staleTime: 0,
  });
  const session = useSession().data;
  // Alone on this machine, there are no others to tell apart.
  const showsOwner = session?.person?.role === "admin" && session.mode !== "none";
  const [act, setAct] = useState<{ readonly kind: LinkAct; readonly row: ShareRow } | null>(null);
  return (
    <>
      <PageBar title="Links" aside={showsOwner ? "made by anybody here" : "made by you"} />
      {error && !data && (
        <ProblemNotice
          problem={toProblem(error)}
          actions={
            <Button variant="primary" onClick={() => void refetch()}>
              Try again
            </Button>
          }
        />
      )}
      {data?.shares.length === 0 && (
        <EmptyState icon="link" title="There are no links yet">
          Share{session?.person?.role === "viewer" ? "" : " in Explore or"} on a board makes one: live, or
          frozen with the result of that moment.
        </EmptyState>
      )}
      {data && data.shares.length > 0 && (
        <ul aria-label="Links" className="min-h-0 grow overflow-auto">
          {data.shares.map((row) => (
            <LinkRow key={row.id} row={row} showsOwner={showsOwner} onAct={(kind) => setAct({ kind, row })} />
          ))}
        </ul>
      )}
      {act && <LinkDialogs key={act.row.id} kind={act.kind} row={act.row} onClose={() => setAct(null)} />}
    </>
  );
}
