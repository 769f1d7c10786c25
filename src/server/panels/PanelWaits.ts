import type { QueueView } from "../../contract/queue.ts";
import type { PlaceNow } from "../cache/Answers.ts";

type PanelPlace = QueueView["panels"][number];

/** One query of a panel while somebody waits for its answer. */
export class PanelWait {
  readonly #panelId: string;
  readonly #letter: string;
  #placeNow: PlaceNow = () => null;

  constructor({ panelId, letter }: Pick<PanelPlace, "panelId" | "letter">) {
    this.#panelId = panelId;
    this.#letter = letter;
  }

  asked(placeNow: PlaceNow): void {
    this.#placeNow = placeNow;
  }

  /** Null: it runs, or is not asked yet. */
  place(): PanelPlace | null {
    const place = this.#placeNow();
    return place && { panelId: this.#panelId, letter: this.#letter, ahead: place.ahead };
  }
}

/** Who waits for which panels (T14): a reader is told by the panel, never by the source. */
export class PanelWaits {
  readonly #waits = new Map<string, Set<PanelWait>>();

  add(owner: string, wait: PanelWait): void {
    const own = this.#waits.get(owner);
    if (own === undefined) this.#waits.set(owner, new Set([wait]));
    else own.add(wait);
  }

  delete(owner: string, wait: PanelWait): void {
    const own = this.#waits.get(owner);
    if (own?.delete(wait) === true && own.size === 0) this.#waits.delete(owner);
  }

  /** What waits for a place, in the order in which it was asked for. */
  of(owner: string): PanelPlace[] {
    return [...(this.#waits.get(owner) ?? [])].flatMap((wait) => wait.place() ?? []);
  }
}
