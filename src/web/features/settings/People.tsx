import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AuthMode, PersonView } from "../../../contract/session.ts";
import { agoText } from "../../lib/moments.ts";
import { useOpenedMs } from "../../lib/useOpenedMs.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { listRowClass, listRowEndClass, listRowMiddleClass } from "../../ui/listRowClass.ts";
import { PersonDialog } from "./PersonDialog.tsx";
import { roleWords } from "./roleWords.ts";
import { SettingsList } from "./SettingsList.tsx";
import { askPeople } from "./settingsCalls.ts";
import { useSourceNames } from "./useSourceNames.ts";

const origins: Readonly<Record<PersonView["origin"], string>> = {
  password: "Signs in with a password.",
  oidc: "Signs in with your organisation, which also says the role.",
  proxy: "Is named by the proxy, which also says the role.",
  local: "Is whoever uses this machine.",
};

/** Everybody who may sign in. */
export function People({ mode }: { readonly mode: AuthMode }) {
  const people = useQuery({
    queryKey: ["people"],
    queryFn: ({ signal }) => askPeople(signal),
    staleTime: 0,
  });
  const [edited, setEdited] = useState<PersonView | "new" | null>(null);
  if (mode === "none") {
    return (
      <EmptyState icon="users" title="There is no sign-in here">
        Sightglass is open on this machine alone, and whoever uses it may do everything. Set{" "}
        <code className="mono text-xs">auth.mode</code> to password, oidc or proxy to let others in.
      </EmptyState>
    );
  }
  return (
    <SettingsList query={people}>
      {({ people: all }) => (
        <>
          <div className="flex items-center gap-3 px-4 py-3 max-sm:px-3">
            <p className="text-fg-2">
              {mode === "password"
                ? "Whoever is listed here can sign in with a password."
                : "People appear here when they first sign in."}
            </p>
            {mode === "password" && (
              <Button variant="primary" icon="plus" className="ml-auto" onClick={() => setEdited("new")}>
                Add person
              </Button>
            )}
          </div>
          <ul aria-label="People" className="border-t border-line-1">
            {all.map((person) => (
              <PersonRow key={person.id} person={person} onEdit={() => setEdited(person)} />
            ))}
          </ul>
          {edited !== null && (
            <PersonDialog person={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
          )}
        </>
      )}
    </SettingsList>
  );
}

function PersonRow({ person, onEdit }: { readonly person: PersonView; readonly onEdit: () => void }) {
  const { name, role, origin, sources, lastSeenMs, isDisabled } = person;
  const nowMs = useOpenedMs();
  const names = useSourceNames();
  return (
    <li className={listRowClass}>
      <div className="flex min-w-0 items-center gap-2.5">
        <Icon name="user" className="text-fg-3" />
        <span className="cut font-medium">{name}</span>
        <Badge tone={role === "admin" ? "accent" : "neutral"}>{roleWords[role].name}</Badge>
        {isDisabled && (
          <Badge tone="warn" icon="lock">
            Switched off
          </Badge>
        )}
      </div>
      <div className={cx(listRowMiddleClass, "text-xs text-fg-2")}>
        <span>
          {origins[origin]}{" "}
          {lastSeenMs === undefined ? "Not here yet." : `Last here ${agoText(lastSeenMs, nowMs)}.`}
        </span>
        {sources !== null && role !== "viewer" && (
          <span>May ask {sources.map((id) => names.get(id) ?? id).join(", ") || "no source"}.</span>
        )}
      </div>
      <div className={listRowEndClass}>
        <Button size="sm" aria-label={`Edit ${name}`} onClick={onEdit}>
          Edit
        </Button>
      </div>
    </li>
  );
}
