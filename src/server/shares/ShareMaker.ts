import type { ShareCreation, SharedView } from "../../contract/shares.ts";
import { canonicalRange } from "../../domain/link/canonicalRange.ts";
import { decodeExplore, encodeExplore } from "../../domain/link/exploreLink.ts";
import { fail } from "../../domain/problem/Problem.ts";
import { makeAbsolute } from "../../domain/time/makeAbsolute.ts";
import { resolveRange } from "../../domain/time/resolveRange.ts";
import type { TimeRange } from "../../domain/time/TimeRange.ts";
import { isIanaZone } from "../../domain/time/zone.ts";
import { mayAs, maySource, type Principal } from "../auth/Principal.ts";
import { forReader } from "../panels/forReaders.ts";
import type { PanelAnswers } from "../panels/PanelAnswers.ts";
import { demandEdit, toldAs } from "../panels/rights.ts";
import type { Change } from "../store/Change.ts";
import type { ShareDocument, ShareRow } from "../store/Store.ts";
import { contentOf } from "./contentOf.ts";
import { freeze } from "./freeze.ts";
import type { SharedContent } from "./SharedContent.ts";
import type { ShareParts } from "./ShareParts.ts";
import { demandOwnReading, LinkRoom } from "./viewerRules.ts";

export const DAY_MS = 86_400_000;

export interface ShareOrder {
  readonly creation: ShareCreation;
  readonly principal: Principal;
  readonly change: Change;
  readonly signal: AbortSignal;
}

type MakerParts = Pick<ShareParts, "store" | "shelf" | "sources" | "answers" | "tokens" | "allowsAnyone">;

/** Makes links: judges what is to be shared, fixes its time, keeps its answers. */
export class ShareMaker {
  readonly #parts: MakerParts;
  readonly #room = new LinkRoom();

  constructor(parts: MakerParts) {
    this.#parts = parts;
  }

  /**
   * Throws FORBIDDEN for what this person may not share, TOO_MANY_REQUESTS for a viewer's fifty-first within a day,
   * BAD_REQUEST, and what asking a panel throws.
   */
  async make(order: ShareOrder): Promise<ShareRow> {
    const { creation, principal, change } = order;
    this.#judge(creation);
    if (mayAs(principal.role, "editor")) return await this.#keep(order);
    demandOwnReading(creation);
    const { id: ownerId } = principal;
    const rows = () => this.#parts.store.shares.list(ownerId);
    return await this.#room.within({ ownerId, rows, nowMs: change.atMs }, () => this.#keep(order));
  }

  async #keep({ creation, principal, change, signal }: ShareOrder): Promise<ShareRow> {
    const content = await this.#content(creation, principal);
    const nowMs = change.atMs;
    const document = documentOf(creation, content, nowMs);
    const { panels, range, zone, plotPx, kind } = document;
    const { variables } = content;
    const frozen =
      kind === "frozen"
        ? await freeze(toldTo(principal, this.#parts.answers), {
            panels,
            range,
            zone,
            variables,
            plotPx,
            owner: principal.id,
            nowMs,
            signal,
          })
        : undefined;
    const { secretHash, sealed } = this.#parts.tokens.mint();
    return await this.#parts.store.shares.create(
      document,
      {
        secretHash,
        sealed,
        asked: creation,
        parts: frozen?.parts ?? [],
        expiresMs: nowMs + creation.days * DAY_MS,
        ...(frozen && { hash: frozen.hash }),
      },
      change,
    );
  }

  #judge({ audience, kind, zone }: ShareCreation): void {
    if (!isIanaZone(zone))
      throw fail("BAD_REQUEST", { detail: "zone: name a time zone such as Europe/Oslo" });
    if (audience !== "anyone") return;
    if (kind !== "frozen")
      throw fail("BAD_REQUEST", { detail: "audience: only a frozen link can be for anyone" });
    if (!this.#parts.allowsAnyone)
      throw fail("FORBIDDEN", {
        hint: "Links for anyone are switched off; an admin can allow them (auth.public_links).",
      });
  }

  async #content({ view, audience, showsQuery }: ShareCreation, principal: Principal) {
    const { sources } = this.#parts;
    // A source that one may not ask is none to write a query for.
    const own = { get: (id: string) => (maySource(principal, id) ? sources.get(id) : undefined) };
    const content = await contentOf(view, {
      ...this.#parts,
      sources: view.page === "explore" ? own : sources,
    });
    // Whoever signs in could open the board as it is now; anything else shows more.
    const showsMore = audience === "anyone" || showsQuery;
    if (showsMore)
      demandEdit(
        principal,
        content.panels.map(({ panel }) => panel),
      );
    return content;
  }
}

/** A source's own words may quote the query: a reader is told that there is no answer, and of which panel. */
function toldTo(principal: Principal, answers: PanelAnswers): PanelAnswers {
  return {
    ask: async (question) => {
      try {
        return await answers.ask(question);
      } catch (error) {
        const sourceIds = question.panel.queries.map(({ sourceId }) => sourceId);
        throw forReader(error, toldAs(principal, sourceIds));
      }
    },
  };
}

function documentOf(creation: ShareCreation, content: SharedContent, nowMs: number): ShareDocument {
  const { kind, audience, showsQuery, label, zone, plotPx } = creation;
  const isFixed = kind === "frozen" || creation.time === "absolute";
  const fixed = (range: TimeRange) => (isFixed ? makeAbsolute(range, { nowMs, zone }) : range);
  const range = fixed(rangeOf(content.range, nowMs, zone));
  // Of a live board or panel only to know which query the sender lets others read.
  const keepsPanels = kind === "frozen" || content.view.page === "explore" || showsQuery;
  return {
    kind,
    audience,
    showsQuery,
    label,
    zone,
    plotPx,
    range,
    view: viewAt(content.view, range),
    panels: keepsPanels
      ? content.panels.map(({ id, panel }) => ({
          id,
          panel: { ...panel, name: panel.name || label, range: panel.range && fixed(panel.range) },
        }))
      : [],
    name: content.name,
    board: content.board,
    languages: keepsPanels ? content.languages : {},
  };
}

/** As links hold it. Throws BAD_REQUEST for what is no range. */
function rangeOf(range: TimeRange, nowMs: number, zone: string): TimeRange {
  const canonical = canonicalRange(range, zone);
  if (canonical === null || resolveRange(canonical, nowMs, zone) === null)
    throw fail("BAD_REQUEST", { detail: "range: choose a start before the end" });
  return canonical;
}

function viewAt(view: SharedView, range: TimeRange): SharedView {
  if (view.page !== "explore") return { ...view, range: { ...range } };
  return { page: "explore", state: encodeExplore({ ...decodeExplore(view.state), range }) };
}
