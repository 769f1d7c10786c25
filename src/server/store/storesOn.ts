import type { Engine } from "./Engine.ts";
import { auditRepository } from "./repositories/auditRepository.ts";
import { boardRepository } from "./repositories/boardRepository.ts";
import { panelRepository } from "./repositories/panelRepository.ts";
import { peopleRepository } from "./repositories/peopleRepository.ts";
import { sessionRepository } from "./repositories/sessionRepository.ts";
import { shareRepository } from "./repositories/shareRepository.ts";
import { tokenRepository } from "./repositories/tokenRepository.ts";
import type { Store } from "./Store.ts";

/** The parts of a store, without what concerns the database itself. */
export type Stores = Omit<Store, "health" | "close">;

/** Everything that is kept, on one database. */
export function storesOn(engine: Engine): Stores {
  return {
    panels: panelRepository(engine),
    boards: boardRepository(engine),
    shares: shareRepository(engine),
    people: peopleRepository(engine),
    sessions: sessionRepository(engine),
    tokens: tokenRepository(engine),
    audit: auditRepository(engine),
  };
}
