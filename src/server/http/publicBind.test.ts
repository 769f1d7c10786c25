import http from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SignInApp, startSignInApp } from "../../testing/signInApp.ts";

let app: SignInApp;
beforeAll(async () => {
  app = await startSignInApp(
    {},
    {
      logLevel: "error",
      config: {
        host: "0.0.0.0",
        basePath: "",
        allowPrivate: false,
        publicUrl: new URL("https://metrics.example.org"),
        trustedProxies: ["127.0.0.1"],
      },
    },
  );
  await app.person("Ed", "editor");
});
afterAll(() => app.stop());

/** Status of a request with this Host; "*" stands for the port it is sent to. */
async function statusOf(target: string, host: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.get(app.url + target, {
      headers: { ...headers, host: host.replace("*", String(app.port)) },
    });
    request.on("error", reject);
    request.on("response", (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
  });
}

describe("S22 a server that listens on all interfaces", () => {
  it.each([
    ["/", "metrics.example.org", 200],
    ["/api/session", "metrics.example.org", 200],
    ["/", "metrics.example.org:443", 200],
    ["/", "metrics.example.org:*", 421],
    ["/", "127.0.0.1:*", 421],
    ["/api/session", "127.0.0.1:*", 421],
    ["/healthz", "127.0.0.1:*", 200],
    ["/readyz", "127.0.0.1:*", 200],
    ["/healthz", "evil.test", 421],
    ["/healthz", "evil.test:*", 421],
    ["/healthz", "10.0.0.4:*", 421],
    ["/healthz", "127.0.0.1", 421],
    ["/healthz", "localhost:*", 421],
  ])("S22 answers %s for %s with %i", async (target, host, status) => {
    expect(await statusOf(target, host)).toBe(status);
  });

  it("tells its counters to this machine by its own address, to others with a token", async () => {
    expect(await statusOf("/metrics", "127.0.0.1:*")).toBe(200);
    expect(await statusOf("/metrics", "metrics.example.org")).toBe(401);
    expect(await statusOf("/metrics", "127.0.0.1:*", { "x-forwarded-for": "203.0.113.9" })).toBe(401);
  });

  it("takes no password that came to its proxy without TLS", async () => {
    const ask = async (proto: string) => {
      const body = JSON.stringify({ name: "Ed", password: "correct horse" });
      const headers = {
        host: "metrics.example.org",
        "x-forwarded-proto": proto,
        "x-sightglass": "1",
        "content-type": "application/json",
        "content-length": body.length,
      };
      return new Promise((resolve, reject) => {
        const request = http.request(`${app.url}/api/session`, { method: "POST", headers });
        request.on("error", reject);
        request.on("response", (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        request.end(body);
      });
    };
    expect(await ask("http")).toBe(403);
    expect(await ask("https")).toBe(200);
  });
});
