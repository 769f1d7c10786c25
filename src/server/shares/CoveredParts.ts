import { promisify } from "node:util";
import { constants, gunzip, gzip } from "node:zlib";
import type { SnapshotPart } from "../store/Store.ts";

const inflate = promisify(gunzip);
const pack = promisify(gzip);

export interface CoveredRequest {
  /** Of the link. */
  readonly linkId: string;
  readonly part: Pick<SnapshotPart, "panelId" | "letter" | "gzip">;
  /** The same bytes for the same part, whoever reads it. */
  readonly cover: (body: Buffer) => Buffer;
  /** As gzip, or as it is. */
  readonly isPacked: boolean;
}

/**
 * Kept answers for those who may not read the query. They have up to 64 MiB, and a link may be anyone's: of one that many
 * open at once, it is inflated, covered and packed once for all of them.
 */
export class CoveredParts {
  readonly #underWay = new Map<string, Promise<Buffer>>();

  /** Not to be written to: others have the same. Throws what `cover` throws. */
  async of(request: CoveredRequest): Promise<Buffer> {
    const { linkId, part, isPacked } = request;
    const key = JSON.stringify([linkId, part.panelId, part.letter, isPacked]);
    const known = this.#underWay.get(key);
    if (known !== undefined) return await known;
    const made = covered(request).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, made);
    return await made;
  }
}

async function covered({ part, cover, isPacked }: CoveredRequest): Promise<Buffer> {
  const whole = await inflate(part.gzip);
  const body = cover(whole);
  if (!isPacked) return body;
  return body === whole ? Buffer.from(part.gzip) : await pack(body, { level: constants.Z_BEST_SPEED });
}
