import http, { type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface HeldUpstream {
  readonly url: string;
  /** Requests that arrived so far. */
  readonly arrived: () => number;
  /** Resolves once this many have arrived. */
  readonly arrivals: (count: number) => Promise<void>;
  /** Answers everything that is held, and from now on everything at once. */
  readonly release: () => void;
  readonly stop: () => Promise<void>;
}

const WHOLE = JSON.stringify({ status: "success", data: { resultType: "vector", result: [] } });

/**
 * An upstream that answers when it is told to. `begins`: sends the first half of every answer before it waits, in
 * chunks or, "with-length", after a head that says how much will come.
 */
export async function startHeldUpstream({
  begins = false,
}: { readonly begins?: boolean | "with-length" } = {}): Promise<HeldUpstream> {
  const held: ServerResponse[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let arrived = 0;
  let isOpen = false;
  const finish = (response: ServerResponse) => response.end(begins !== false ? WHOLE.slice(20) : WHOLE);
  const server = http.createServer((request, response) => {
    request.resume();
    arrived += 1;
    response.setHeader("content-type", "application/json");
    if (begins !== false) {
      if (begins === "with-length") response.setHeader("content-length", WHOLE.length);
      response.write(WHOLE.slice(0, 20));
    }
    if (isOpen) finish(response);
    else held.push(response);
    for (const { count, resolve } of waiting) if (arrived >= count) resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived: () => arrived,
    arrivals: (count) =>
      new Promise((resolve) => {
        if (arrived >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    release: () => {
      isOpen = true;
      for (const response of held.splice(0)) finish(response);
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
