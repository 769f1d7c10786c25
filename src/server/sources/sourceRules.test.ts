import { describe, expect, it } from "vitest";
import { runtimeWarning } from "../config/runtimeWarning.ts";
import { isHostAllowed, isLoopbackHost } from "./addressPolicy.ts";
import { parseBaseUrl } from "./baseUrl.ts";
import { BuildInfoCache, readBuildInfo } from "./BuildInfoCache.ts";
import { freeId } from "./freeId.ts";
import { SourceRegistry } from "./SourceRegistry.ts";
import type { Source } from "./Source.ts";

describe("S29 hosts", () => {
  it.each([
    "169.254.169.254",
    "[fe80::1]",
    "[::ffff:a9fe:a9fe]",
    "[64:ff9b::a9fe:a9fe]",
    "[2002:a9fe:a9fe::1]",
    "metadata.google.internal",
    "metadata.google.internal.",
    "",
  ])("S29 %s is never allowed", (host) => expect(isHostAllowed(host, true)).toBe(false));

  it.each([
    "localhost",
    "127.0.0.1",
    "10.0.0.1",
    "192.168.1.1",
    "[::1]",
    "[fd00::1]",
    "100.64.0.1",
    "app.localhost",
  ])("S29 %s is allowed only where private ranges are", (host) => {
    expect([isHostAllowed(host, true), isHostAllowed(host, false)]).toEqual([true, false]);
  });

  it.each(["prometheus.example.org", "8.8.8.8", "[2606:4700::1]", "xn--bcher-kva.example"])(
    "%s is allowed",
    (host) => expect(isHostAllowed(host, false)).toBe(true),
  );

  it.each([
    ["127.9.9.9", true],
    ["::1", true],
    ["::ffff:127.0.0.1", true],
    ["localhost", true],
    ["localhost.evil.test", false],
    ["127.0.0.1.nip.io", false],
    ["128.0.0.1", false],
  ] as const)("%s is loopback: %s", (host, expected) => expect(isLoopbackHost(host)).toBe(expected));
});

describe("base URLs", () => {
  it.each([
    ["https://a.example", "https://a.example", ""],
    ["https://a.example/", "https://a.example", ""],
    ["HTTPS://A.example:443/p/q/", "https://a.example", "/p/q"],
    ["http://[::1]:9090/p~a.b-c_d", "http://[::1]:9090", "/p~a.b-c_d"],
    ["https://bücher.example/x", "https://xn--bcher-kva.example", "/x"],
  ])("%s is %s and %s", (text, origin, prefix) => {
    expect(parseBaseUrl(text, { allowPrivate: true })).toMatchObject({ origin, prefix });
  });

  it.each([
    "https://a.example//x",
    "https://a.example/x//y",
    "https://a.example/%2e%2e/x",
    "https://a.example/./x",
    "https://a.example/x;y",
    "https://a.example\\x",
    "https://a.example/x?",
    "https:a.example/../x",
    "javascript:alert(1)",
  ])("S29 %s is refused", (text) =>
    expect(parseBaseUrl(text, { allowPrivate: true })).toHaveProperty("reason"),
  );
});

describe("ids", () => {
  it.each([
    ["Prod (EU)", "prod-eu"],
    ["Überwachung", "uberwachung"],
    ["日本", "source"],
    ["a".repeat(80), "a".repeat(36)],
    ["--x--", "x"],
    ["test", "test-2"],
  ])("of %s is %s", (name, id) => {
    expect(freeId(name, () => false)).toBe(id);
  });

  it("are never taken twice", () => {
    expect(freeId("x", (id) => id === "x" || id === "x-2")).toBe("x-3");
  });
});

const source = (id: string, version: string) => ({ id, version }) as Source;

describe("the registry", () => {
  it("lets the configuration win over an added source of the same id", () => {
    const registry = new SourceRegistry(
      [source("a", "config")],
      [source("a", "added"), source("b", "added")],
    );
    expect(registry.list().map(({ version }) => version)).toEqual(["config", "added"]);
    registry.replaceConfigured([]);
    expect(registry.get("a")?.version).toBe("added");
  });

  it("tells its listeners what changed, and only that", () => {
    const registry = new SourceRegistry([source("a", "1"), source("b", "1")]);
    const heard: (readonly string[])[] = [];
    const leave = registry.subscribe((ids) => heard.push(ids));
    registry.replaceConfigured([source("a", "1"), source("b", "2"), source("c", "1")]);
    registry.replaceConfigured([source("a", "1"), source("b", "2"), source("c", "1")]);
    leave();
    registry.replaceConfigured([]);
    expect(heard).toEqual([["b", "c"]]);
  });

  it.each(["__proto__", "constructor", "toString"])("S27 knows no source %s", (id) =>
    expect(new SourceRegistry([]).get(id)).toBeUndefined(),
  );
});

describe("build info", () => {
  it("keeps the known fields as short text", () => {
    const body = JSON.stringify({
      status: "success",
      data: { version: "3.15.0", goVersion: 1, secret: "x", branch: "b".repeat(500) },
    });
    expect(readBuildInfo(body)).toEqual({ version: "3.15.0", branch: "b".repeat(200) });
    for (const other of [
      "",
      "null",
      "[]",
      '{"status":"error"}',
      '{"status":"success","data":null}',
      "<html>",
    ]) {
      expect(readBuildInfo(other)).toBeUndefined();
    }
  });

  it("F03 asks once for all who wait, and again after ten minutes when there was none", async () => {
    let nowMs = 1_000_000;
    let asked = 0;
    const upstreams = {
      ask: () => {
        asked += 1;
        return Promise.reject(new Error("404"));
      },
    };
    const cache = new BuildInfoCache(() => nowMs);
    const prod = source("prod", "1");
    await Promise.all([cache.ensure(prod, upstreams), cache.ensure(prod, upstreams)]);
    await cache.ensure(prod, upstreams);
    expect(asked).toBe(1);
    nowMs += 11 * 60_000;
    await cache.ensure(prod, upstreams);
    await cache.ensure(source("prod", "2"), upstreams);
    expect(asked).toBe(3);
  });
});

describe("the runtime", () => {
  it.each(["20.20.2", "22.23.3", "24.21.0", "25.9.9", "26.12.0"])("Node %s is worth a line", (version) => {
    expect(runtimeWarning(version)).toMatch(/^Node .* known holes; .* Node \d+\.\d+\.\d+ or newer$/);
  });

  it.each(["22.23.4", "24.22.1", "24.30.0", "26.12.1", "28.0.0"])("Node %s is not", (version) => {
    expect(runtimeWarning(version)).toBeUndefined();
  });
});
