import type { SettingsTab } from "../../../domain/link/routeLink.ts";
import { Link } from "../../lib/Link.tsx";
import { linkTo } from "../../lib/route.ts";
import { useSession } from "../../lib/session.ts";
import { usePageTitle } from "../../lib/usePageTitle.ts";
import { cx } from "../../ui/cx.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Activity } from "./Activity.tsx";
import { People } from "./People.tsx";
import { Tokens } from "./Tokens.tsx";

const names: Readonly<Record<SettingsTab, string>> = {
  people: "People",
  tokens: "Access tokens",
  activity: "Activity",
};

/** Who may come in, with what, and what they did. Editors have their tokens here, and nothing else. */
export function SettingsPage({ tab }: { readonly tab: SettingsTab }) {
  usePageTitle(names[tab]);
  const session = useSession().data;
  const role = session?.person?.role;
  const tabs = role === "admin" ? (["people", "tokens", "activity"] as const) : (["tokens"] as const);
  const mayOpen = tabs.some((one) => one === tab) && role !== "viewer";
  return (
    <>
      <header className="flex min-h-bar shrink-0 flex-wrap items-end gap-x-6 border-b border-line-1 px-3">
        <h1 className="ml-1 self-center text-md max-sm:ml-0 max-sm:w-full max-sm:pt-3">Settings</h1>
        <nav aria-label="Settings" className="flex h-bar gap-5 max-sm:-ml-0.5">
          {tabs.map((one) => (
            <Link
              key={one}
              to={linkTo({ page: "settings", tab: one })}
              aria-current={one === tab ? "page" : undefined}
              className={cx(
                // As thick above as the mark below, so that the words stand on one line with the title.
                "inline-flex items-center border-y-2 border-t-transparent px-0.5 no-underline",
                one === tab
                  ? "border-b-accent font-medium text-fg-1"
                  : "border-b-transparent text-fg-2 hover:text-fg-1",
              )}
            >
              {names[one]}
            </Link>
          ))}
        </nav>
      </header>
      <div className="min-h-0 grow overflow-auto">
        {!session ? null : !mayOpen ? (
          <EmptyState icon="lock" title="This is for admins">
            Ask whoever runs Sightglass.
          </EmptyState>
        ) : (
          <>
            {tab === "people" && <People mode={session.mode} />}
            {tab === "tokens" && <Tokens mode={session.mode} isAdmin={role === "admin"} />}
            {tab === "activity" && <Activity />}
          </>
        )}
      </div>
    </>
  );
}
