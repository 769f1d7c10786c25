import type {
  SourceAuth,
  SourceDraft,
  SourceKind,
  SourceView,
  SystemPreset,
} from "../../../contract/sources.ts";
import { exactSizeText, parseSizeText } from "../../../domain/format/sizeText.ts";
import { formatDuration, parseDuration } from "../../../domain/time/duration.ts";
import { addressExamples, cleanAddress, kindOfAddress, nameOfAddress } from "./cleanAddress.ts";

export type AuthType = SourceAuth["type"];

export interface HeaderRow {
  readonly name: string;
  readonly value: string;
}

/** The form as typed. Fields of an unchosen way to sign in keep their text while the form is open. */
export interface SourceForm {
  readonly name: string;
  readonly kind: SourceKind;
  readonly url: string;
  readonly authType: AuthType;
  readonly username: string;
  readonly token: string;
  readonly password: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenUrl: string;
  /** Separated by spaces. */
  readonly scopes: string;
  /** null: the stored headers stay as they are (only while editing). */
  readonly headers: readonly HeaderRow[] | null;
  /** null: the stored certificate stays. */
  readonly caPem: string | null;
  /** OpenMetrics: "30s"; "" = as it is. */
  readonly interval: string;
  /** Loki: "10 GiB", or "off"; "" = as it is. */
  readonly budget: string;
  /** What the form was begun from; null: none, or (while editing) the stored one stays. */
  readonly preset: SystemPreset | null;
}

export const emptyForm: SourceForm = {
  name: "",
  kind: "prometheus",
  url: "",
  authType: "bearer",
  username: "",
  token: "",
  password: "",
  clientId: "",
  clientSecret: "",
  tokenUrl: "",
  scopes: "",
  headers: [],
  caPem: "",
  interval: "",
  budget: "",
  preset: null,
};

/** The form of a stored source: everything but what is secret. */
export function formOf(source: SourceView): SourceForm {
  return {
    ...emptyForm,
    name: source.name,
    kind: source.kind,
    url: source.url,
    authType: source.authType,
    username: source.username ?? "",
    ...(source.oauth2 && {
      clientId: source.oauth2.clientId,
      tokenUrl: source.oauth2.tokenUrl,
      scopes: source.oauth2.scopes.join(" "),
    }),
    headers: source.headerNames.length > 0 ? null : [],
    caPem: source.hasCa ? null : "",
    interval: source.kind === "openmetrics" ? formatDuration(source.minStepMs) : "",
    budget: budgetText(source),
  };
}

function budgetText({ kind, budgetBytes }: SourceView): string {
  if (kind !== "loki") return "";
  return budgetBytes === undefined ? "off" : exactSizeText(budgetBytes);
}

/** Bytes of a typed budget, 0 for "off"; undefined where nothing is typed, null for what is no size. */
function typedBudget({ budget }: SourceForm): number | null | undefined {
  const text = budget.trim().toLowerCase();
  if (text === "") return undefined;
  return text === "off" ? 0 : parseSizeText(text);
}

const SHORTEST_MS = 1000;
const LONGEST_MS = 3_600_000;

/** Milliseconds of a typed interval; undefined where nothing is typed, null for what is no such duration. */
function typedInterval({ interval }: SourceForm): number | null | undefined {
  const text = interval.replaceAll(/\s/g, "").toLowerCase();
  if (text === "") return undefined;
  const ms = parseDuration(/^\d+$/.test(text) ? `${text}s` : text);
  return ms !== null && ms >= SHORTEST_MS && ms <= LONGEST_MS ? ms : null;
}

export type FormField =
  | "url"
  | "username"
  | "token"
  | "password"
  | "clientId"
  | "clientSecret"
  | "tokenUrl"
  | "headers"
  | "caPem"
  | "interval"
  | "budget";
export type FormErrors = Partial<Record<FormField, string>>;

const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : "");

/** RFC 9110 token characters. */
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** What is wrong before anything is sent, by field. A stored secret may stay untyped. */
export function formErrors(form: SourceForm, stored: SourceView | undefined): FormErrors {
  const errors: FormErrors = {};
  const { url } = cleanAddress(form.url, form.kind);
  if (url === "") errors.url = `Give the address, such as ${addressExamples[form.kind]}.`;
  else if (!/^https?:\/\/[^/]/.test(url) || !URL.canParse(url)) {
    errors.url = "This is no web address. Write it as https://host, with a path prefix if there is one.";
  }
  // A stored secret is never sent to another address than the one it was given for.
  const isSameOrigin = stored !== undefined && originOf(stored.url) === originOf(url);
  const keepsSecret = isSameOrigin && stored.authType === form.authType;
  const again = stored !== undefined && !isSameOrigin ? " again: the stored one is for another address" : "";
  if (form.authType === "bearer" && form.token.trim() === "" && !keepsSecret) {
    errors.token = `Give the token${again}.`;
  }
  if (form.authType === "basic" && form.username === "") errors.username = "Give the name.";
  if (form.authType === "basic" && form.password === "" && !keepsSecret)
    errors.password = `Give the password${again}.`;
  if (form.authType === "oauth2") Object.assign(errors, oauth2Errors(form, { stored, keepsSecret, again }));
  const badHeader = (form.headers ?? []).find((row) => row.name !== "" && !HEADER_NAME.test(row.name));
  if (form.headers === null && !isSameOrigin) errors.headers = "Type the headers again for another address.";
  if (badHeader) errors.headers = `“${badHeader.name}” is no header name.`;
  if (form.caPem && !form.caPem.includes("-----BEGIN CERTIFICATE-----")) {
    errors.caPem = "This is no PEM certificate: it has no line -----BEGIN CERTIFICATE-----.";
  }
  if (form.kind === "openmetrics" && typedInterval(form) === null)
    errors.interval = "Write a duration from 1s to 1h, such as 30s.";
  if (form.kind === "loki" && typedBudget(form) === null)
    errors.budget = "Write a size, such as 10 GiB, or off.";
  return errors;
}

function oauth2Errors(
  { clientId, clientSecret, tokenUrl }: SourceForm,
  kept: { stored: SourceView | undefined; keepsSecret: boolean; again: string },
): FormErrors {
  const errors: FormErrors = {};
  const isToSame = originOf(kept.stored?.oauth2?.tokenUrl ?? "") === originOf(tokenUrl.trim());
  const again =
    kept.keepsSecret && !isToSame ? " again: the stored one is for another token URL" : kept.again;
  if (clientId === "") errors.clientId = "Give the client ID.";
  if (clientSecret === "" && !(kept.keepsSecret && isToSame))
    errors.clientSecret = `Give the client secret${again}.`;
  if (originOf(tokenUrl.trim()) === "") errors.tokenUrl = "Give the address that answers with tokens.";
  return errors;
}

/** A token as pasted, without the "Bearer " that documentation puts before it. */
function bareToken(text: string): string {
  return text.trim().replace(/^(?:authorization:\s*)?bearer\s+/i, "");
}

function authOf(form: SourceForm): SourceAuth {
  switch (form.authType) {
    case "none":
      return { type: "none" };
    case "bearer":
      return { type: "bearer", ...(form.token.trim() !== "" && { secret: bareToken(form.token) }) };
    case "basic":
      return {
        type: "basic",
        username: form.username,
        ...(form.password !== "" && { secret: form.password }),
      };
    case "oauth2":
      return {
        type: "oauth2",
        clientId: form.clientId,
        tokenUrl: form.tokenUrl.trim(),
        scopes: form.scopes.split(/\s+/).filter((scope) => scope !== ""),
        ...(form.clientSecret !== "" && { secret: form.clientSecret }),
      };
  }
}

/** What is sent. An absent secret, header set or certificate means: keep the stored one; an empty one: none. */
export function draftOf(form: SourceForm): SourceDraft {
  const { url } = cleanAddress(form.url, form.kind);
  const headers = form.headers?.filter((row) => row.name !== "");
  const bytes = form.kind === "loki" ? typedBudget(form) : undefined;
  const intervalMs = form.kind === "openmetrics" ? typedInterval(form) : undefined;
  return {
    name: form.name.trim() || nameOfAddress(url),
    kind: form.kind,
    url,
    auth: authOf(form),
    ...(headers && { headers: Object.fromEntries(headers.map((row) => [row.name, row.value])) }),
    ...(form.caPem !== null && { caPem: form.caPem }),
    ...(form.preset !== null && { preset: form.preset }),
    ...(typeof bytes === "number" && { budgetBytes: bytes }),
    ...(typeof intervalMs === "number" && { scrapeIntervalMs: intervalMs }),
  };
}

/** Another kind. A page of metrics mostly needs no sign-in; what was typed stays. */
export function withKind(form: SourceForm, kind: SourceKind): SourceForm {
  const isUntouched = form.authType === "bearer" && form.token === "";
  return { ...form, kind, ...(kind === "openmetrics" && isUntouched && { authType: "none" }) };
}

/**
 * The form after an address was pasted or is about to be sent: cleaned, with credentials moved to their own fields, and
 * with the kind that the address gave away, unless the reader has chosen one.
 */
export function withCleanAddress(
  typed: SourceForm,
  hasChosenKind = false,
): {
  readonly form: SourceForm;
  readonly notes: readonly string[];
} {
  const guessed = hasChosenKind || typed.kind !== "prometheus" ? null : kindOfAddress(typed.url);
  const form = guessed ? withKind(typed, guessed) : typed;
  const { url, notes, username, password, kind = form.kind } = cleanAddress(form.url, form.kind);
  if (username === undefined && password === undefined) return { form: { ...form, url, kind }, notes };
  return {
    form: { ...form, url, kind, authType: "basic", username: username ?? "", password: password ?? "" },
    notes,
  };
}
