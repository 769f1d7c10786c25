// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { problem } from "../../../domain/problem/Problem.ts";
import { field, mount, press, type, until } from "../../../testing/mount.tsx";
import { appLocation } from "../../lib/location.ts";
import { createQueryClient } from "../../lib/queryClient.ts";
import { signedIn } from "../../lib/session.test-util.ts";
import { SourceFormPage } from "./SourceFormPage.tsx";

const view = {
  id: "prod",
  name: "Prod",
  kind: "prometheus",
  url: "https://h.example",
  authType: "bearer",
  headerNames: [],
  hasCa: false,
  origin: "added",
  minStepMs: 15_000,
  firstQuery: "up",
};
const good = { ok: true, ms: 12, steps: [{ name: "Reachable", state: "ok", text: "" }] };
const bad = {
  ok: false,
  ms: 5,
  steps: [{ name: "Credentials", state: "fail", text: "" }],
  problem: problem("UPSTREAM_AUTH", { upstreamStatus: 401, requestId: "r9" }),
};

interface Sent {
  readonly route: string;
  readonly body: unknown;
}

/** A server of three answers; notes what reaches it. */
function serve({
  sources = [] as unknown[],
  check = good as unknown,
  saved = Response.json(view, { status: 201 }),
}) {
  const sent: Sent[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const route = `${init.method ?? "GET"} ${url}`;
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    if (route !== "GET /api/sources") sent.push({ route, body });
    if (route === "GET /api/sources") return Response.json({ sources, canAdd: true });
    return route === "POST /api/sources/test" ? Response.json(check) : saved;
  });
  return sent;
}

let unmount = async () => {};

async function open(sourceId?: string): Promise<HTMLInputElement> {
  unmount = await mount(
    <QueryClientProvider client={signedIn(createQueryClient(), "admin")}>
      <SourceFormPage {...(sourceId !== undefined && { sourceId })} />
    </QueryClientProvider>,
  );
  // An unknown id is refused until the list is here.
  await until(() => document.querySelector("form") !== null);
  return field("Address");
}

const text = () => document.body.textContent;
const hasAlert = () => document.querySelector("[role=alert]") !== null;
const isExploring = () => appLocation.get().path === "/explore";

beforeEach(() => {
  // jsdom has no layout to scroll.
  Element.prototype.scrollIntoView = () => {};
  appLocation.go("/sources/new");
});
afterEach(async () => {
  await unmount();
  vi.unstubAllGlobals();
});

describe("the form of a new source", () => {
  it("names what is missing, sends nothing, and goes to the first such field", async () => {
    const sent = serve({});
    const address = await open();
    await press("Save and explore");
    expect(address.getAttribute("aria-invalid")).toBe("true");
    expect(text()).toContain("Give the token.");
    expect(document.activeElement).toBe(address);
    expect(sent).toEqual([]);
  });

  it("tests, keeps the source, and opens Explore on it with its first query", async () => {
    const sent = serve({});
    await type(await open(), "https://h.example/api/v1/query?query=up");
    await type(field("Token"), "secret");
    await press("Save and explore");
    await until(isExploring);
    expect(appLocation.get().search).toBe("?a.src=prod&a.q=up");
    const auth = { type: "bearer", secret: "secret" };
    expect(sent.map(({ route }) => route)).toEqual(["POST /api/sources/test", "POST /api/sources"]);
    expect(sent[1]?.body).toMatchObject({ name: "h.example", url: "https://h.example", auth });
  });

  it("adds a Loki, tested as one before it is kept", async () => {
    const sent = serve({ saved: Response.json({ ...view, id: "logs", kind: "loki" }, { status: 201 }) });
    await type(await open(), "https://logs.example");
    await press("Loki", "radio");
    await press("Nothing", "radio");
    await press("Save and explore");
    await until(isExploring);
    expect(sent[0]?.body).toMatchObject({ draft: { kind: "loki", url: "https://logs.example" } });
    expect(sent[1]?.body).toMatchObject({ kind: "loki" });
  });

  it("adds a page of metrics by its own address, read as often as said", async () => {
    const page = { ...view, id: "node", kind: "openmetrics", firstQuery: undefined };
    const sent = serve({ saved: Response.json(page, { status: 201 }) });
    await type(await open(), "localhost:9100/metrics");
    await press("OpenMetrics page", "radio");
    await type(field("Read every"), "5s");
    await press("Save and explore");
    await until(isExploring);
    const draft = { kind: "openmetrics", url: "http://localhost:9100/metrics", scrapeIntervalMs: 5000 };
    expect(sent[0]?.body).toMatchObject({ draft: { ...draft, auth: { type: "none" } } });
    expect(sent[1]?.body).toMatchObject(draft);
  });

  it("offers the presets of pages, and a file instead of an address", async () => {
    appLocation.go("/sources/new?preset=wgtwo-openmetrics");
    serve({});
    expect((await open()).value).toBe("https://api.wgtwo.com/metrics/v1");
    expect(field("Scopes").value).toBe("metrics.read");
    expect(field("Token URL").value).toBe("https://id.wgtwo.com/oauth2/token");
    expect(field("Read every").value).toBe("30s");
    const input = document.querySelector<HTMLInputElement>("input[type=file]");
    const asked = vi.spyOn(input ?? new HTMLInputElement(), "click");
    const choose = [...document.querySelectorAll("button")].find((one) =>
      one.textContent.startsWith("Choose a file"),
    );
    choose?.click();
    expect(asked).toHaveBeenCalledOnce();
  });

  it("keeps the preset it was begun from", async () => {
    appLocation.go("/sources/new?preset=wgtwo-prometheus");
    const sent = serve({});
    await type(await open(), "https://api.wgtwo.com/metrics/v1/prometheus/abc");
    await type(field("Name"), "me");
    await type(field("Password"), "secret");
    await press("Save and explore");
    await until(isExploring);
    expect(sent[0]?.body).toMatchObject({ draft: { preset: "wgtwo-prometheus" } });
    expect(sent[1]?.body).toMatchObject({ preset: "wgtwo-prometheus" });
  });

  it("does not keep a source that fails its test, and keeps all that was typed", async () => {
    const sent = serve({ check: bad });
    const address = await open();
    await type(address, "https://h.example");
    await type(field("Token"), "wrong");
    await press("Save and explore");
    await until(hasAlert);
    expect(text()).toContain("UPSTREAM_AUTH · upstream 401 · request r9");
    expect(sent.map(({ route }) => route)).toEqual(["POST /api/sources/test"]);
    expect([address.value, field("Token").value]).toEqual(["https://h.example", "wrong"]);
  });

  it("shows why a good source could not be kept, and keeps all that was typed", async () => {
    serve({ saved: Response.json(problem("SOURCE_CONFLICT"), { status: 409 }) });
    const address = await open();
    await type(address, "https://h.example");
    await press("Nothing", "radio");
    await press("Save and explore");
    await until(hasAlert);
    expect(text()).toContain("SOURCE_CONFLICT");
    expect(address.value).toBe("https://h.example");
    expect(appLocation.get().path).toBe("/sources/new");
  });

  it("trims a pasted address and says what it left out", async () => {
    serve({});
    const address = await open();
    const paste = Object.assign(new Event("paste", { bubbles: true, cancelable: true }), {
      clipboardData: { getData: () => "https://h.example/v1/api/query" },
    });
    await act(async () => void address.dispatchEvent(paste));
    expect(address.value).toBe("https://h.example");
    expect(text()).toContain("“/v1/api/query” was left out");
  });

  it("calls a result old once the form has changed", async () => {
    serve({});
    const address = await open();
    await type(address, "https://h.example");
    await type(field("Token"), "secret");
    await press("Test");
    await until(() => text().includes("tested just now"));
    await type(address, "https://h.example/prefix");
    expect(text()).toContain("changed since this test");
  });
});

describe("the form of a stored source", () => {
  it("cannot become another kind, whatever address is pasted", async () => {
    const sent = serve({ sources: [view], saved: Response.json(view) });
    const address = await open("prod");
    expect([...document.querySelectorAll("[role=radio]")].map((radio) => radio.textContent)).not.toContain(
      "Loki",
    );
    await type(address, "https://h.example/loki/api/v1/push");
    await press("Save and explore");
    await until(isExploring);
    expect(sent[0]?.body).toMatchObject({ draft: { kind: "prometheus" } });
  });

  it("T1 shows no secret and leaves it as it is where none is typed", async () => {
    const sent = serve({ sources: [view], saved: Response.json(view) });
    await open("prod");
    expect(field("Token").value).toBe("");
    await press("Save and explore");
    await until(isExploring);
    expect(sent.map(({ route }) => route)).toEqual(["POST /api/sources/test", "PUT /api/sources/prod"]);
    expect(sent[0]?.body).toMatchObject({ id: "prod", draft: { auth: { type: "bearer" } } });
    expect(JSON.stringify(sent)).not.toContain('"secret"');
  });
});
