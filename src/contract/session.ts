import * as z from "zod/mini";

/** Who is there, and what the page must know before it draws anything. */

export const authMode = z.enum(["none", "password", "oidc", "proxy"]);
export const role = z.enum(["viewer", "editor", "admin"]);

/** GET /api/session. Answers anybody; `person` is absent until somebody signed in. */
export const session = z.object({
  mode: authMode,
  version: z.string(),
  /** May this reader add, change and remove sources? */
  canAdd: z.boolean(),
  /** Where the app lives: "" or "/sightglass", without a trailing slash. */
  basePath: z.string(),
  person: z.optional(z.object({ id: z.string(), name: z.string(), role })),
  /** May links be opened without signing in? */
  allowsPublicLinks: z.boolean(),
});

/** POST /api/session: signs in (mode password). DELETE /api/session signs out. */
export const signIn = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  password: z.string().check(z.minLength(1), z.maxLength(1024)),
});

/** PUT /api/session: a new password of one's own (mode password). Every session ends but a new one in this browser. */
export const passwordChange = z.strictObject({
  password: z.string().check(z.minLength(1), z.maxLength(1024)),
  newPassword: z.string().check(z.minLength(10), z.maxLength(1024)),
});

/** GET and POST /api/people, PUT /api/people/:id (admin). A password goes in, never out. */
export const personDraft = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  role,
  /** Absent while changing: it stays. */
  password: z.optional(z.string().check(z.minLength(10), z.maxLength(1024))),
  /** Sources an editor may ask; null = all. */
  sources: z.nullable(z.array(z.string().check(z.maxLength(40))).check(z.maxLength(200))),
  /** While changing: switched off, or on again. */
  isDisabled: z.optional(z.boolean()),
});
export const personView = z.object({
  id: z.string(),
  name: z.string(),
  role,
  origin: z.enum(["password", "oidc", "proxy", "local"]),
  sources: z.nullable(z.array(z.string())),
  createdMs: z.number(),
  lastSeenMs: z.optional(z.number()),
  isDisabled: z.boolean(),
});
export const peopleList = z.object({ people: z.array(personView) });

/** POST /api/tokens: for promtool, logcli, Grafana. The text is in this one answer, and nowhere else. */
export const tokenCreation = z.strictObject({
  label: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  /** Sources it may ask; null = all that its owner may. */
  sources: z.nullable(z.array(z.string().check(z.maxLength(40))).check(z.minLength(1), z.maxLength(200))),
  days: z.int().check(z.minimum(1), z.maximum(365)),
});
export const tokenRow = z.object({
  id: z.string(),
  label: z.string(),
  owner: z.string(),
  sources: z.nullable(z.array(z.string())),
  createdMs: z.number(),
  expiresMs: z.number(),
  lastUsedMs: z.optional(z.number()),
  revokedMs: z.optional(z.number()),
  /** Of a new one only. */
  text: z.optional(z.string()),
});
export const tokenList = z.object({ tokens: z.array(tokenRow) });

/** GET /api/audit?before=…&kind=… (admin), newest first: who viewed, changed and shared what. */
export const auditList = z.object({
  events: z.array(
    z.object({
      id: z.string(),
      atMs: z.number(),
      who: z.string(),
      action: z.string(),
      kind: z.string(),
      objectId: z.string(),
      name: z.string(),
      detail: z.string(),
    }),
  ),
  before: z.optional(z.string()),
});

export type AuthMode = z.infer<typeof authMode>;
export type Role = z.infer<typeof role>;
export type Session = z.infer<typeof session>;
export type SignIn = z.infer<typeof signIn>;
export type PasswordChange = z.infer<typeof passwordChange>;
export type PersonDraft = z.infer<typeof personDraft>;
export type PersonView = z.infer<typeof personView>;
export type PeopleList = z.infer<typeof peopleList>;
export type TokenCreation = z.infer<typeof tokenCreation>;
export type TokenRow = z.infer<typeof tokenRow>;
export type TokenList = z.infer<typeof tokenList>;
export type AuditList = z.infer<typeof auditList>;
