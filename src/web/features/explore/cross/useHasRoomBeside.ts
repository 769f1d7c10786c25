import { useMediaQuery } from "../../../ui/useMediaQuery.ts";

/** Narrower pages show chart or lines, one tab each. */
const ROOM = "(min-width: 900px)";

export const hasRoomBeside = (): boolean => window.matchMedia(ROOM).matches;

/** Whether chart and log lines fit beside each other. */
export const useHasRoomBeside = (): boolean => useMediaQuery(ROOM);
