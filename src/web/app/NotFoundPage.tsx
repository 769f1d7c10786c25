import { Link } from "../lib/Link.tsx";
import { usePageTitle } from "../lib/usePageTitle.ts";
import { buttonClass } from "../ui/buttonClass.ts";
import { EmptyState } from "../ui/EmptyState.tsx";

export function NotFoundPage() {
  usePageTitle("Not found");
  return (
    <EmptyState
      icon="search-x"
      title="There is no page at this address"
      actions={
        <Link to="/explore" className={buttonClass({ variant: "primary" })}>
          Open Explore
        </Link>
      }
    >
      Check the link. Nothing was lost.
    </EmptyState>
  );
}
