import { describe, expect, it } from "vitest";
import { sourceDraft, type SourceView } from "../../../contract/sources.ts";
import { draftOf, emptyForm, formErrors, formOf, type SourceForm, withCleanAddress } from "./sourceForm.ts";

const form = (fields: Partial<SourceForm>): SourceForm => ({ ...emptyForm, ...fields });
const stored: SourceView = {
  id: "prod",
  name: "Production",
  kind: "prometheus",
  url: "https://h.example/p",
  authType: "bearer",
  headerNames: ["X-Scope-OrgID"],
  hasCa: true,
  origin: "added",
  minStepMs: 15_000,
};

describe("draftOf", () => {
  it("takes the host as the name where none was typed", () => {
    expect(draftOf(form({ url: "localhost:9090", authType: "none" }))).toEqual({
      name: "localhost:9090",
      kind: "prometheus",
      url: "http://localhost:9090",
      auth: { type: "none" },
      headers: {},
      caPem: "",
    });
  });

  it.each(["abc", " abc\n", "Bearer abc", "Authorization: Bearer abc"])(
    "reads the token out of %j",
    (token) => {
      expect(draftOf(form({ url: "https://h", token })).auth).toEqual({ type: "bearer", secret: "abc" });
    },
  );

  it("says the kind that was chosen, and the one a pasted address gives away", () => {
    expect(draftOf(form({ url: "https://h", kind: "loki", token: "t" })).kind).toBe("loki");
    const pasted = withCleanAddress(form({ url: "https://h.example/loki/api/v1/push" })).form;
    expect([pasted.kind, pasted.url]).toEqual(["loki", "https://h.example"]);
    expect(withCleanAddress(form({ url: "https://h.example/api/v1/query" })).form.kind).toBe("prometheus");
    expect(formOf({ ...stored, kind: "loki" }).kind).toBe("loki");
  });

  it("F43 sends the client of an OAuth2 sign-in, with its scopes as a list", () => {
    const client = {
      clientId: "me",
      clientSecret: "s",
      tokenUrl: " https://id.example/token ",
      scopes: "a  b ",
    };
    const full = form({ url: "https://h/metrics", kind: "openmetrics", authType: "oauth2", ...client });
    expect(formErrors(full, undefined)).toEqual({});
    expect(draftOf(full).auth).toEqual({
      type: "oauth2",
      clientId: "me",
      secret: "s",
      tokenUrl: "https://id.example/token",
      scopes: ["a", "b"],
    });
    expect(sourceDraft.safeParse(draftOf(full)).success).toBe(true);
    expect(Object.keys(formErrors(form({ url: "https://h", authType: "oauth2" }), undefined))).toEqual([
      "clientId",
      "clientSecret",
      "tokenUrl",
    ]);
  });

  it.each([
    ["", undefined],
    ["30s", 30_000],
    ["1 m", 60_000],
    ["15", 15_000],
  ])("reads a page every %j as %j ms", (interval, scrapeIntervalMs) => {
    const page = form({ url: "localhost:9100", kind: "openmetrics", authType: "none", interval });
    expect(formErrors(page, undefined)).toEqual({});
    expect(draftOf(page)).toMatchObject({ kind: "openmetrics", url: "http://localhost:9100/metrics" });
    expect(draftOf(page).scrapeIntervalMs).toBe(scrapeIntervalMs);
  });

  it.each(["soon", "500ms", "2h", "-1s"])("does not read a page every %j", (interval) => {
    const page = form({ url: "localhost:9100", kind: "openmetrics", authType: "none", interval });
    expect(formErrors(page, undefined).interval).toContain("from 1s to 1h");
    expect(formErrors({ ...page, kind: "prometheus" }, undefined)).toEqual({});
  });

  it("keeps the interval of a stored page", () => {
    const page = { ...stored, kind: "openmetrics", url: "https://h/metrics?a=b", minStepMs: 30_000 } as const;
    expect(formOf(page)).toMatchObject({ interval: "30s", url: "https://h/metrics?a=b" });
    expect(draftOf(formOf(page))).toMatchObject({ url: "https://h/metrics?a=b", scrapeIntervalMs: 30_000 });
  });

  it("takes a pasted page for one, unless a kind was chosen by hand", () => {
    const pasted = form({ url: "http://localhost:9100/metrics" });
    expect(withCleanAddress(pasted).form).toMatchObject({ kind: "openmetrics", authType: "none" });
    expect(withCleanAddress(pasted, true).form).toMatchObject({ kind: "prometheus", authType: "bearer" });
    expect(withCleanAddress({ ...pasted, token: "t" }).form.authType).toBe("bearer");
  });

  it("leaves out what stays as it is stored", () => {
    const draft = draftOf(formOf(stored));
    expect(draft).toEqual({
      name: "Production",
      kind: "prometheus",
      url: "https://h.example/p",
      auth: { type: "bearer" },
    });
  });

  it("makes what the contract takes", () => {
    const full = form({
      url: "https://h/api/v1/query",
      authType: "basic",
      username: "me",
      password: " p ",
      headers: [
        { name: "X-A", value: "1" },
        { name: "", value: "" },
      ],
      caPem: "-----BEGIN CERTIFICATE-----\nx",
    });
    expect(sourceDraft.safeParse(draftOf(full)).data).toEqual({
      name: "h",
      kind: "prometheus",
      url: "https://h",
      auth: { type: "basic", username: "me", secret: " p " },
      headers: { "X-A": "1" },
      caPem: "-----BEGIN CERTIFICATE-----\nx",
    });
  });
});

describe("the budget of a Loki", () => {
  const loki = (budget: string) => form({ kind: "loki", url: "https://h.example", authType: "none", budget });

  it.each([
    { budget: "", bytes: undefined },
    { budget: "50 GiB", bytes: 50 * 1024 ** 3 },
    { budget: "Off", bytes: 0 },
  ])("typed as $budget is sent as $bytes", ({ budget, bytes }) => {
    expect(formErrors(loki(budget), undefined)).toEqual({});
    expect(sourceDraft.parse(draftOf(loki(budget))).budgetBytes).toBe(bytes);
  });

  it("is refused where it is no size", () => {
    expect(formErrors(loki("much"), undefined)).toEqual({ budget: "Write a size, such as 10 GiB, or off." });
  });

  it("is shown as it is stored, and is no field of a Prometheus", () => {
    const kept = { ...stored, kind: "loki", budgetBytes: 10 * 1024 ** 3 } as const;
    expect(formOf(kept).budget).toBe("10 GiB");
    const { budgetBytes: _none, ...free } = kept;
    expect(formOf(free).budget).toBe("off");
    expect(draftOf(form({ url: "h", budget: "1GB" }))).not.toHaveProperty("budgetBytes");
  });
});

describe("formErrors", () => {
  it("names each missing field", () => {
    expect(Object.keys(formErrors(form({}), undefined))).toEqual(["url", "token"]);
    expect(Object.keys(formErrors(form({ url: "h", authType: "basic" }), undefined))).toEqual([
      "username",
      "password",
    ]);
    expect(formErrors(form({ url: "h", authType: "none" }), undefined)).toEqual({});
  });

  it("lets a stored secret stay untyped, unless the way to sign in changes", () => {
    expect(formErrors(formOf(stored), stored)).toEqual({});
    const changed = { ...formOf(stored), authType: "basic" as const, username: "me" };
    expect(Object.keys(formErrors(changed, stored))).toEqual(["password"]);
  });

  it("wants secret and headers again for another address", () => {
    const moved = { ...formOf(stored), url: "https://other.example/p" };
    expect(Object.keys(formErrors(moved, stored))).toEqual(["token", "headers"]);
    expect(formErrors({ ...formOf(stored), url: "https://h.example/q" }, stored)).toEqual({});
  });

  it("refuses an address, header or certificate that is none", () => {
    const bad = form({
      url: "ftp://h",
      authType: "none",
      headers: [{ name: "a b", value: "" }],
      caPem: "hello",
    });
    expect(Object.keys(formErrors(bad, undefined))).toEqual(["url", "headers", "caPem"]);
  });
});

describe("withCleanAddress", () => {
  it("moves credentials of the address to their own fields", () => {
    const { form: next, notes } = withCleanAddress(form({ url: "https://a:b@h/graph" }));
    expect(next).toMatchObject({ url: "https://h", authType: "basic", username: "a", password: "b" });
    expect(notes).toHaveLength(2);
  });
});
