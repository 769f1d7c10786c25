/** Who did something, and when, epoch milliseconds. */
interface Stamp {
  readonly atMs: number;
  readonly by: string;
}

/** As much of a link as tells whether it opens. */
export interface LinkLife {
  readonly created: Stamp;
  readonly expiresMs: number;
  readonly revoked: Stamp | undefined;
}

/** Withdrawn is for good, whatever the end says; at its end a link no longer opens. */
export function linkState({ expiresMs, revoked }: LinkLife, nowMs: number): "live" | "expired" | "revoked" {
  if (revoked !== undefined) return "revoked";
  return nowMs < expiresMs ? "live" : "expired";
}

/** Why a link no longer opens, for whoever holds it: when, and who to ask (S35). In UTC, since it is read anywhere. */
export function endWords({ created, expiresMs, revoked }: LinkLife): string {
  const end =
    revoked === undefined
      ? `it ended on ${momentWords(expiresMs)}`
      : `withdrawn by ${revoked.by} on ${momentWords(revoked.atMs)}`;
  return `${sharedWords({ created })}; ${end}.`;
}

/** The same in short: "This link ended on 6 November 2025" */
export function endTitle({ expiresMs, revoked }: LinkLife): string {
  return revoked === undefined
    ? `This link ended on ${dayWords(expiresMs)}`
    : `This link was withdrawn on ${dayWords(revoked.atMs)}`;
}

/** "Shared by Ada on 21 November 2026" */
export function sharedWords({ created }: Pick<LinkLife, "created">): string {
  return `Shared by ${created.by} on ${dayWords(created.atMs)}`;
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** "21 November 2026" */
function dayWords(timeMs: number): string {
  const date = new Date(timeMs);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()}`;
}

/** "21 November 2026 at 16:05 UTC" */
function momentWords(timeMs: number): string {
  return `${dayWords(timeMs)} at ${new Date(timeMs).toISOString().slice(11, 16)} UTC`;
}
