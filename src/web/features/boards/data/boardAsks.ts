import { AskQueue } from "./AskQueue.ts";

/**
 * What a board asks of sources at once, panels and choices together: twenty panels ask no more than this. Over HTTP/1.1
 * a browser has six connections to a server; one stays free to learn how far those that wait have come.
 */
const AT_ONCE = 5;

export const boardAsks = new AskQueue(AT_ONCE);
