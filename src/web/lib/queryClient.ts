import { QueryClient } from "@tanstack/react-query";

/** How long an answer counts as fresh: long enough that going back and forth asks nothing. */
const FRESH_MS = 30_000;

/** Server data lives here. Retries are the server's (it knows what is safe), so the page has none of its own. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // "always": the browser's idea of offline says nothing about a server on this machine.
      queries: { retry: false, refetchOnWindowFocus: false, staleTime: FRESH_MS, networkMode: "always" },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
