import type { Audit } from "../auth/AuditTrail.ts";
import type { Logger } from "../http/Logger.ts";
import type { Peers } from "../http/Peers.ts";
import type { BoardShelf } from "../panels/BoardShelf.ts";
import type { CoverNames } from "../panels/coverNames.ts";
import type { PanelAnswers } from "../panels/PanelAnswers.ts";
import type { Sources } from "../panels/rights.ts";
import type { PeopleStore } from "../store/AccountStores.ts";
import type { ShareStore } from "../store/Store.ts";
import type { LinkTokens } from "./LinkTokens.ts";

/** Everything behind the routes of links. */
export interface ShareParts {
  readonly store: { readonly shares: ShareStore; readonly people: Pick<PeopleStore, "list"> };
  readonly shelf: BoardShelf;
  readonly sources: Sources;
  readonly answers: PanelAnswers;
  readonly coverNames: CoverNames;
  readonly tokens: LinkTokens;
  /** `auth.public_links` */
  readonly allowsAnyone: boolean;
  readonly peers: Pick<Peers, "addressOf">;
  readonly audit: Audit;
  readonly logger: Pick<Logger, "warn">;
  readonly now: () => number;
}
