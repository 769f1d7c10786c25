import { fail } from "../../domain/problem/Problem.ts";

/** A schema of the contract, as far as a route needs it. */
interface Schema<T> {
  safeParse(value: unknown):
    | { readonly success: true; readonly data: T }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
        };
      };
}

/** The body as `schema` has it. Throws BAD_REQUEST, which names the field, never its value. */
export function parseBody<T>(schema: Schema<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.map(String).join(".") || "body";
  throw fail("BAD_REQUEST", { detail: `${place}: ${issue?.message ?? "is not valid"}` });
}
