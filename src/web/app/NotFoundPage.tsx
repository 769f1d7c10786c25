import { Link } from "../lib/Link.tsx";
import { linkTo } from "../lib/route.ts";
import { useIsViewer } from "../lib/session.ts";
import { usePageTitle } from "../lib/usePageTitle.ts";
import { buttonClass } from "../ui/buttonClass.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { StatePage } from "./StatePage.tsx";

export function NotFoundPage() {
  usePageTitle("Not found");
  const isViewer = useIsViewer();
  return (
    <StatePage title="Not found">
      <EmptyState
        icon="search-x"
        title="There is no page at this address"
        actions={
          <Link
            to={isViewer ? linkTo({ page: "boards" }) : "/explore"}
            className={buttonClass({ variant: "primary" })}
          >
            {isViewer ? "My boards" : "Open Explore"}
          </Link>
        }
      >
        Check the link. Nothing was lost.
      </EmptyState>
    </StatePage>
  );
}
