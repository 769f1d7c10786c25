import type { SharedView } from "../../../contract/shares.ts";

export type LinkTime = "relative" | "absolute";

/** What a page says of itself to those who share it. */
export interface ShareOrder {
  /** A name to begin with. */
  readonly name: string;
  /** The address of the page: as it is, or with the instants on screen in place of "now". */
  readonly address: (time: LinkTime) => string;
  /** What a short link opens, likewise. */
  readonly view: (time: LinkTime) => SharedView;
  /** The range in words, likewise. They are the same where nothing follows the clock. */
  readonly rangeText: (time: LinkTime) => string;
  /** Width of the plot on screen, CSS pixels. */
  readonly plotPx: number;
  /** An IANA name. */
  readonly zone: string;
  /** Whether the address tells what is asked. */
  readonly holdsQueries: boolean;
  /** May make links that the server keeps: whoever signed in. */
  readonly canMake: boolean;
  /** A viewer's links keep the query hidden and are for people who sign in. */
  readonly isViewer: boolean;
  readonly allowsPublic: boolean;
}
