import { startTestApp, type TestApp, type TestAppOptions } from "./startTestApp.ts";
import type { AuthSettings } from "../server/auth/AuthSettings.ts";

/** A Thursday, 26 minutes into an incident of checkout. */
export const NOW_MS = Date.UTC(2025, 10, 20, 13, 46);
export const HOUR_MS = 3_600_000;

export const proxyAuth: AuthSettings = {
  mode: "proxy",
  proxy: {
    userHeader: "x-user",
    groupsHeader: "x-groups",
    roles: { viewer: ["viewer"], editor: ["editor"], admin: ["admin"] },
  },
  allowsPublicLinks: false,
};

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Of a JSON answer. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Person {
  (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answered>;
}

export interface BoardApp extends TestApp {
  readonly viewer: Person;
  readonly editor: Person;
  readonly other: Person;
  person(name: string, role: string): Person;
}

/** A server that a proxy tells who asks, in the role of the first part of their name. */
export async function startBoardApp(options: TestAppOptions = {}): Promise<BoardApp> {
  const config = {
    host: "127.0.0.1",
    basePath: "",
    allowPrivate: true,
    auth: proxyAuth,
    trustedProxies: ["127.0.0.1"],
  };
  const app = await startTestApp({ config, now: () => NOW_MS, ...options });
  const person =
    (name: string, role: string): Person =>
    // oxlint-disable-next-line max-params -- reads like the request it makes
    async (method, path, body, headers = {}) => {
      const response = await fetch(app.url + path, {
        method,
        headers: {
          "x-user": name,
          "x-groups": role,
          "x-sightglass": "1",
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json") === true;
      const { status } = response;
      return { status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
    };
  return {
    ...app,
    person,
    viewer: person("Vera", "viewer"),
    editor: person("Ada", "editor"),
    other: person("Grace", "editor"),
  };
}

export const anAsk = (more: Readonly<Record<string, unknown>> = {}) => ({
  startMs: NOW_MS - HOUR_MS,
  endMs: NOW_MS,
  plotPx: 700,
  zone: "UTC",
  variables: {},
  ...more,
});
