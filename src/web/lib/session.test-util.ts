import type { QueryClient } from "@tanstack/react-query";
import type { Role, Session } from "../../contract/session.ts";
import { sessionQuery } from "./session.ts";

const sessionOf = (role: Role): Session => ({
  mode: "password",
  version: "",
  canAdd: role === "admin",
  basePath: "",
  person: { id: "p1", name: "Support desk", role },
  allowsPublicLinks: false,
});

/** The page as somebody of this role has it. */
export function signedIn(client: QueryClient, role: Role): QueryClient {
  client.setQueryData(sessionQuery.queryKey, sessionOf(role));
  return client;
}
