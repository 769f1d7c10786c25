import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useId, useRef, useState } from "react";
import type { Session } from "../../contract/session.ts";
import type { Route } from "../../domain/link/routeLink.ts";
import { call } from "../lib/api.ts";
import { appLocation } from "../lib/location.ts";
import { linkTo } from "../lib/route.ts";
import { sessionQuery } from "../lib/session.ts";
import { signInNeeded } from "../lib/signInNeeded.ts";
import { cx } from "../ui/cx.ts";
import { MenuList, type MenuItem } from "../ui/MenuList.tsx";
import { showToast } from "../ui/toasts.ts";
import { useIsNarrow } from "../ui/useMediaQuery.ts";
import { initialsOf } from "./initialsOf.ts";
import { railItemClass, railTextClass } from "./railClass.ts";

const ChangePasswordDialog = lazy(async () => ({
  default: (await import("../features/signin/ChangePasswordDialog.tsx")).ChangePasswordDialog,
}));

export interface PersonItemProps {
  readonly session: Session;
  readonly isWide: boolean;
  readonly current: Route["page"];
}

/** Who is signed in, and the way out. Where nobody signs in, there is nothing to show. */
export function PersonItem({ session, isWide, current }: PersonItemProps) {
  const [isOpen, setOpen] = useState(false);
  const [changesPassword, setChangesPassword] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const isNarrow = useIsNarrow();
  const signOut = useSignOut();
  const { person, mode } = session;
  if (mode === "none" || person === undefined) return null;
  const go = (to: string) => () => appLocation.go(to);
  const items: MenuItem[] = [
    { label: "Links", icon: "link", onSelect: go(linkTo({ page: "links" })) },
    ...(person.role === "viewer"
      ? []
      : [
          {
            label: "Settings",
            icon: "settings" as const,
            onSelect: go(linkTo({ page: "settings", tab: person.role === "admin" ? "people" : "tokens" })),
          },
        ]),
    ...(mode === "password"
      ? [
          {
            label: "Change password",
            icon: "key-round" as const,
            startsGroup: true,
            onSelect: () => setChangesPassword(true),
          },
        ]
      : []),
    // Whoever is named by a proxy is named again by the next request.
    ...(mode === "proxy"
      ? []
      : [{ label: "Sign out", icon: "log-out" as const, startsGroup: mode === "oidc", onSelect: signOut }]),
  ];
  const name = `${person.name}, ${person.role}`;
  // What the menu leads to has no item of its own on a phone, nor in the rail of a viewer.
  const isHere = (isNarrow || person.role === "viewer") && (current === "links" || current === "settings");
  return (
    <>
      <button
        ref={anchor}
        type="button"
        title={isWide ? undefined : name}
        aria-label={name}
        aria-haspopup="menu"
        aria-current={isHere || undefined}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
        className={railItemClass(isWide)}
      >
        <Initials name={person.name} />
        <span className={railTextClass(isWide)}>
          {/* A viewer's bottom bar has room for it. */}
          <span className={cx("cut block", person.role === "viewer" ? "max-sm:max-w-20" : "max-sm:max-w-14")}>
            {person.name}
          </span>
        </span>
      </button>
      {isOpen && (
        <MenuList
          id={id}
          label={name}
          items={items}
          anchor={anchor}
          side={isNarrow ? "bottom" : "right"}
          align="end"
          onClose={() => {
            setOpen(false);
            anchor.current?.focus();
          }}
          onLeave={() => setOpen(false)}
        />
      )}
      {changesPassword && (
        <Suspense>
          <ChangePasswordDialog onClose={() => setChangesPassword(false)} />
        </Suspense>
      )}
    </>
  );
}

/** As large as the icons beside it. Drawn, not written: the name stands beside it. */
function Initials({ name }: { readonly name: string }) {
  return (
    <span
      aria-hidden="true"
      data-initials={initialsOf(name)}
      className="-mx-px grid size-5 shrink-0 place-items-center rounded-full bg-accent text-[9px] leading-none font-semibold text-on-accent before:content-[attr(data-initials)]"
    />
  );
}

/** Ends the session here and on the server; nothing that was read stays in this page. */
function useSignOut(): () => void {
  const client = useQueryClient();
  const signOut = async () => {
    await call<void>({ method: "DELETE", path: "/api/session" });
    signInNeeded.clear();
    client.setQueryData(sessionQuery.queryKey, (before) => {
      if (before === undefined) return undefined;
      const { person: _, ...nobody } = before;
      return { ...nobody, canAdd: false };
    });
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" });
  };
  return () => void signOut().catch(() => showToast("Signing out did not work; try again"));
}
