import type { ServerResponse } from "node:http";
import { Roster, type Seat } from "./Roster.ts";

/** The answers that are being made, so that a shutdown can wait for them, and end what does not finish. */
export class InFlight {
  readonly #responses = new Roster<ServerResponse>();
  readonly #idle: (() => void)[] = [];

  get size(): number {
    return this.#responses.size;
  }

  add(response: ServerResponse): Seat<ServerResponse> {
    return this.#responses.add(response);
  }

  /** Its connection is done with it. */
  delete(seat: Seat<ServerResponse>): void {
    this.#responses.remove(seat);
    if (this.#responses.size === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** Resolves once nothing is running: true; or after `ms`: false. */
  async whenIdle(ms: number): Promise<boolean> {
    if (this.#responses.size === 0) return true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, ms, false);
    });
    const idle = new Promise<true>((resolve) => this.#idle.push(() => resolve(true)));
    const isIdle = await Promise.race([idle, late]);
    clearTimeout(timer);
    return isIdle;
  }

  /** Hands every unfinished answer to `end`. */
  endAll(end: (response: ServerResponse) => void): void {
    for (const response of this.#responses.list()) end(response);
  }
}
