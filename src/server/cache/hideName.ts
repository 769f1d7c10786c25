import { createHmac, randomBytes } from "node:crypto";
import type { Secret } from "../config/Secret.ts";

/** A name as all replicas know it, and nobody who reads what they keep together. */
export type HideName = (name: string) => string;

/** Without a secret of their own replicas have no names in common, and share nothing by them. */
export function hideNameBy(shared: Secret | undefined): HideName {
  const key = createHmac("sha256", shared?.reveal() ?? randomBytes(32))
    .update("names of limits")
    .digest();
  return (name) => createHmac("sha256", key).update(name).digest("hex");
}
