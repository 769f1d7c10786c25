/*
 * Query A while Explore's code or the list of sources is still on its way. Its text stands in the address, which also
 * holds what a link asks to be run; only this tells typing that goes on from what Enter was pressed on.
 */

interface EarlyQuery {
  readonly typed: string;
  /** What was last run: the link's own text, or the one of the last Enter. */
  readonly ran: string;
}

let held: EarlyQuery | null = null;

export const earlyQuery = {
  /** Typing. `before` is the text it began from. */
  type(before: string, typed: string): void {
    held = { typed, ran: held?.ran ?? before };
  },
  /** Enter: to be run as soon as it can be. */
  run(text: string): void {
    held = { typed: text, ran: text };
  },
  /** What is to be run when Explore opens with this text. */
  ranOf: (text: string): string => (held?.typed === text ? held.ran : text),
  /** Explore has taken over. */
  clear(): void {
    held = null;
  },
};
