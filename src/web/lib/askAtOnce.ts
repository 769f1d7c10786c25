import type { Session } from "../../contract/session.ts";
import { readStored, writeStored } from "./storage.ts";

/*
 * May the page ask for sources before it knows who is there? Where nobody signs in, and where this browser was last an
 * editor's. Everybody else waits for that one answer, so that a viewer's page never asks what a viewer may not.
 */

const KEY = "may-explore";

/** The page itself says how people sign in; in a page that is being developed it says nothing. */
function signsNobodyIn(): boolean {
  return document.querySelector<HTMLMetaElement>('meta[name="sightglass-sign-in"]')?.content === "none";
}

/** A viewer has boards and nothing else; nobody has nothing. */
export function mayExplore({ person }: Pick<Session, "person">): boolean {
  return person !== undefined && person.role !== "viewer";
}

export function mayAskAtOnce(): boolean {
  return signsNobodyIn() || readStored(KEY, (value) => (value === true ? true : null)) === true;
}

export function rememberWhoAsks(session: Pick<Session, "person">): void {
  if (mayExplore(session) !== mayAskAtOnce()) writeStored(KEY, mayExplore(session) || undefined);
}
