import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Session, session as sessionSchema, type SignIn } from "../../../contract/session.ts";
import { call } from "../../lib/api.ts";
import { sessionQuery } from "../../lib/session.ts";
import { signInNeeded } from "../../lib/signInNeeded.ts";

/** Takes somebody in who signed in: what was refused is asked again; for another person, everything. */
export function useTakeIn(before: string | undefined): (session: Session) => Promise<void> {
  const client = useQueryClient();
  return async (session) => {
    signInNeeded.clear();
    client.setQueryData(sessionQuery.queryKey, session);
    const isOther = ({ queryKey }: { readonly queryKey: readonly unknown[] }) => queryKey[0] !== "session";
    if (before === undefined || before === session.person?.id) {
      await client.invalidateQueries({
        predicate: (query) => isOther(query) && query.state.status === "error",
      });
    } else await client.resetQueries({ predicate: isOther });
  };
}

/** Signs in with a password. `before` is who was there until their session ended. */
export function useSignIn(before: string | undefined) {
  const takeIn = useTakeIn(before);
  return useMutation({
    mutationFn: (body: SignIn) => call({ method: "POST", path: "/api/session", body, answer: sessionSchema }),
    onSuccess: takeIn,
  });
}
