import { Link } from "../lib/Link.tsx";
import { linkTo } from "../lib/route.ts";
import { usePageTitle } from "../lib/usePageTitle.ts";
import { buttonClass } from "../ui/buttonClass.ts";
import { EmptyState } from "../ui/EmptyState.tsx";

/** A viewer followed a link to a page that is not for viewers. */
export function ViewerForbidden() {
  usePageTitle("Not for you");
  return (
    <EmptyState
      icon="lock"
      title="This page is not for viewers"
      actions={
        <Link to={linkTo({ page: "boards" })} className={buttonClass({ variant: "primary" })}>
          My boards
        </Link>
      }
    >
      You can open boards and links. To run queries, ask whoever runs Sightglass for the role of an editor.{" "}
      <span className="mono text-2xs">FORBIDDEN</span>
    </EmptyState>
  );
}
