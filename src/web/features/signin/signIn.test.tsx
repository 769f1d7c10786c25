// @vitest-environment jsdom
import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act } from "react";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Session } from "../../../contract/session.ts";
import { problem } from "../../../domain/problem/Problem.ts";
import { field, mount, press, type, until } from "../../../testing/mount.tsx";
import { SessionGate } from "../../app/SessionGate.tsx";
import { call } from "../../lib/api.ts";
import { appLocation } from "../../lib/location.ts";
import { createQueryClient } from "../../lib/queryClient.ts";
import { signInNeeded } from "../../lib/signInNeeded.ts";

const ada = { id: "p-ada-000", name: "ada", role: "editor" } as const;
const nobody: Session = {
  mode: "password",
  version: "1",
  canAdd: false,
  basePath: "",
  allowsPublicLinks: false,
};
const WAIT_MS = 60_000;
const needed = () => Response.json(problem("SIGN_IN_NEEDED"), { status: 401 });

interface Server {
  session: Session;
  /** What a try to sign in is answered. */
  tried: () => Response;
  /** What the page behind asks. */
  data: () => Response;
  readonly tries: unknown[];
}

/** A server that can be changed while the page runs. */
function serve(start: Partial<Server>): Server {
  const server: Server = {
    session: nobody,
    tried: () => Response.json({ ...nobody, person: ada }),
    data: () => Response.json({}),
    tries: [],
    ...start,
  };
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    if (url !== "/api/session") return server.data();
    if (init.method !== "POST") return Response.json(server.session);
    server.tries.push(JSON.parse(init.body as string));
    return server.tried();
  });
  return server;
}

function Behind() {
  const { data, error } = useQuery({
    queryKey: ["data"],
    queryFn: () => call<void>({ path: "/api/data" }).then(() => "here"),
  });
  return (
    <p>
      {data}
      {error && "refused"}
      <input aria-label="Draft" />
    </p>
  );
}

let unmount = async () => {};
const client = { current: createQueryClient() };

async function open(): Promise<void> {
  client.current = createQueryClient();
  unmount = await mount(
    <QueryClientProvider client={client.current}>
      <SessionGate>
        <Behind />
      </SessionGate>
    </QueryClientProvider>,
  );
}

const text = () => document.body.textContent;
const isAsked = () => document.querySelector('form[aria-label="Sign in"]') !== null;

async function signIn(name: string, password: string): Promise<void> {
  await type(field("Name"), name);
  await type(field("Password"), password);
  await press("Sign in");
}

// What the gate fetches late is here by then.
beforeAll(() => Promise.all([import("./SignInPage.tsx"), import("./SignInDialog.tsx")]));
beforeEach(() => {
  // jsdom shows no dialogs.
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  appLocation.go("/explore?a.q=up");
});
afterEach(async () => {
  await unmount();
  signInNeeded.clear();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("the sign-in", () => {
  it("stands in the place of the page until somebody is there, and the address stays", async () => {
    const server = serve({ data: needed });
    await open();
    await until(isAsked);
    expect(document.querySelector('[aria-label="Draft"]')).toBeNull();
    server.data = () => Response.json({});
    await signIn(" ada ", "a password");
    await until(() => text().includes("here"));
    expect(server.tries).toEqual([{ name: "ada", password: "a password" }]);
    expect(appLocation.get()).toMatchObject({ path: "/explore", search: "?a.q=up" });
  });

  it("says why it failed, keeps what was typed, and waits where it must", async () => {
    let endWait = () => {};
    const real = window.setTimeout.bind(window);
    vi.spyOn(window, "setTimeout").mockImplementation(((run: () => void, ms?: number) => {
      if (ms !== WAIT_MS) return real(run, ms);
      endWait = run;
      return 0;
    }) as typeof window.setTimeout);
    const refusal = { ...problem("TOO_MANY_TRIES", { retryAfterMs: WAIT_MS }), requestId: "r1" };
    const server = serve({ tried: () => Response.json(refusal, { status: 429 }) });
    await open();
    await until(isAsked);
    await signIn("ada", "wrong");
    await until(() => text().includes("TOO_MANY_TRIES"));
    expect(text()).toContain("Try again in 1:00");
    expect(field("Name").value).toBe("ada");
    expect(field("Password").value).toBe("wrong");
    await press("Sign in");
    expect(server.tries).toHaveLength(1);
    await act(async () => endWait());
    await press("Sign in");
    await until(() => server.tries.length === 2);
  });

  it("marks both fields after a wrong password until one is typed anew, and is ready for that", async () => {
    serve({ tried: () => Response.json(problem("SIGN_IN_FAILED"), { status: 401 }) });
    await open();
    await until(isAsked);
    await signIn("ada", "wrong");
    await until(() => text().includes("SIGN_IN_FAILED"));
    const marks = () => [field("Name"), field("Password")].map((one) => one.ariaInvalid);
    expect(marks()).toEqual(["true", "true"]);
    expect(document.activeElement).toBe(field("Password"));
    await type(field("Password"), "another");
    expect(marks()).toEqual([null, null]);
  });

  it("says what the sign-in service led back with", async () => {
    appLocation.go("/?signIn=SIGN_IN_REFUSED");
    serve({ session: { ...nobody, mode: "oidc" } });
    await open();
    await until(() => text().includes("SIGN_IN_REFUSED"));
    expect(document.querySelector("a")?.getAttribute("href")).toBe("/auth/login?returnTo=%2F");
  });

  it("explains the proxy where one signs people in", async () => {
    serve({ session: { ...nobody, mode: "proxy" } });
    await open();
    await until(() => text().includes("it did not say who you are"));
  });
});

describe("a session that ends", () => {
  it("asks in a dialog over the page, keeps what was typed there, and asks again what was refused", async () => {
    const server = serve({ session: { ...nobody, person: ada } });
    await open();
    await until(() => text().includes("here"));
    const draft = document.querySelector<HTMLInputElement>('[aria-label="Draft"]');
    if (draft) await type(draft, "half a thought");
    server.data = needed;
    await act(async () => client.current.refetchQueries({ queryKey: ["data"] }));
    await until(isAsked);
    expect(text()).toContain("Your session has ended");
    expect(field("Name").value).toBe("ada");
    expect(text()).toContain("refused");
    server.data = () => Response.json({});
    await type(field("Password"), "a password");
    await press("Sign in");
    await until(() => !isAsked() && !text().includes("refused"));
    expect(document.querySelector<HTMLInputElement>('[aria-label="Draft"]')?.value).toBe("half a thought");
  });
});
