import {
  openedLink,
  type ShareChange,
  type ShareCreation,
  shareList,
  type ShareRow,
  shareRow,
  sharesWithdrawn,
} from "../../../contract/shares.ts";
import { call } from "../../lib/api.ts";

/** What is asked of the server about links. All throw ProblemError. */

const pathOf = (id: string) => `/api/shares/${encodeURIComponent(id)}`;

export const askShares = (signal: AbortSignal) => call({ path: "/api/shares", answer: shareList, signal });

export const makeShare = (body: ShareCreation, idempotencyKey: string): Promise<ShareRow> =>
  call({ method: "POST", path: "/api/shares", body, answer: shareRow, idempotencyKey });

export const changeShare = (id: string, body: ShareChange): Promise<ShareRow> =>
  call({ method: "PUT", path: pathOf(id), body, answer: shareRow });

export const revokeSharesOf = (ownerId: string) =>
  call({
    method: "DELETE",
    path: `/api/people/${encodeURIComponent(ownerId)}/shares`,
    answer: sharesWithdrawn,
  });

export const revokeShare = (id: string) => call<void>({ method: "DELETE", path: pathOf(id) });

export const askLink = (token: string, signal: AbortSignal) =>
  call({ path: `/api/links/${encodeURIComponent(token)}`, answer: openedLink, signal });
