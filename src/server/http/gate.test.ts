import { describe, expect, it } from "vitest";
import { connectionBudget } from "./connectionBudget.ts";
import { stripBasePath } from "./gate.ts";
import { HostPolicy } from "./HostPolicy.ts";

describe("the base path", () => {
  it.each([
    ["/sg/api/sources", "/api/sources"],
    ["/sg", "/"],
    ["/sg?a=b", "/?a=b"],
    ["/sg/", "/"],
    ["/sgx/api", "/sgx/api"],
    ["/api/sources", "/api/sources"],
    ["/sg/sg/x", "/sg/x"],
    ["/sg//evil", "//evil"],
  ])("is taken off %s", (url, stripped) => {
    expect(stripBasePath(url, "/sg")).toBe(stripped);
  });
});

describe("S22 the host policy", () => {
  const behindProxy = new HostPolicy({
    bindHost: "127.0.0.1",
    publicUrl: new URL("https://metrics.example.org/sg"),
  });

  it("serves the public name, with or without the port that https implies", () => {
    expect(behindProxy.serves("metrics.example.org", 8790)).toBe(true);
    expect(behindProxy.serves("METRICS.example.org:443", 8790)).toBe(true);
    expect(behindProxy.serves("127.0.0.1:8790", 8790)).toBe(true);
  });

  it.each([
    "metrics.example.org:8790",
    "metrics.example.org:80",
    "metrics.example.org.evil.test",
    "xmetrics.example.org",
    "metrics.example.org.",
  ])("S22 does not serve %s", (host) => {
    expect(behindProxy.serves(host, 8790)).toBe(false);
  });

  it("takes the origin that belongs to the very Host", () => {
    expect(behindProxy.isOwnOrigin("https://metrics.example.org", "metrics.example.org", 8790)).toBe(true);
    expect(behindProxy.isOwnOrigin("http://metrics.example.org", "metrics.example.org", 8790)).toBe(false);
    expect(behindProxy.isOwnOrigin("https://metrics.example.org", "127.0.0.1:8790", 8790)).toBe(false);
  });

  it("knows an IPv6 loopback in brackets", () => {
    expect(new HostPolicy({ bindHost: "::1" }).serves("[::1]:8790", 8790)).toBe(true);
  });
});

describe("F62 the connection budget", () => {
  it.each([
    ["Max open files            256                  256                  files", 96],
    ["Max open files            1048576              1048576              files", 4_096],
    ["Max open files            64                   64                   files", 16],
    ["", 4_096],
  ])("F62 is counted from %j", (limits, expected) => {
    expect(connectionBudget(4_096, limits)).toBe(expected);
  });
});
