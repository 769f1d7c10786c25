import type { Route } from "../../domain/link/routeLink.ts";
import { Link } from "../lib/Link.tsx";
import { linkTo } from "../lib/route.ts";
import { usePageTitle } from "../lib/usePageTitle.ts";
import { buttonClass } from "../ui/buttonClass.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { StatePage } from "./StatePage.tsx";

const titles: Readonly<Partial<Record<Route["page"], string>>> = {
  explore: "Explore",
  sources: "Sources",
  addSource: "Add source",
  editSource: "Edit source",
  trash: "Trash",
  settings: "Settings",
};

/** A viewer followed a link to a page that is not for viewers. Nothing was asked of the server, so no request has an id. */
export function ViewerForbidden({ page }: { readonly page: Route["page"] }) {
  usePageTitle("Not for you");
  return (
    <StatePage title={titles[page] ?? "Sightglass"}>
      <EmptyState
        icon="lock"
        title="This page is not for viewers"
        actions={
          <Link to={linkTo({ page: "boards" })} className={buttonClass({ variant: "primary" })}>
            My boards
          </Link>
        }
        facts="FORBIDDEN · role viewer"
      >
        You can open boards and links. To run queries, ask whoever runs Sightglass for the role of an editor.
      </EmptyState>
    </StatePage>
  );
}
