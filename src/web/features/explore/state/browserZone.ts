import { resolveZone } from "../../../../domain/time/zone.ts";

/** The IANA name behind a zone choice in this browser. */
export const zoneName = (zone: string) => resolveZone(zone, Intl.DateTimeFormat().resolvedOptions().timeZone);
