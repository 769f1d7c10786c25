import { resolveZone } from "../../domain/time/zone.ts";

/** The IANA name the browser reports. */
export const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The IANA name behind a zone choice in this browser. */
export const zoneName = (zone: string) => resolveZone(zone, browserZone());
