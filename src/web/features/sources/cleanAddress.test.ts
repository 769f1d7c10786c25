import { describe, expect, it } from "vitest";
import { cleanAddress, kindOfAddress, nameOfAddress } from "./cleanAddress.ts";

describe("cleanAddress", () => {
  it.each([
    ["https://observe.example.org", "https://observe.example.org", 0],
    ["  https://observe.example.org/ ", "https://observe.example.org", 0],
    ["https://observe.example.org/api/v1/query?query=up", "https://observe.example.org", 2],
    ["https://prometheus.example.org/v1/api/query", "https://prometheus.example.org", 1],
    [
      "https://api.example.org/metrics/v1/prometheus/abc",
      "https://api.example.org/metrics/v1/prometheus/abc",
      0,
    ],
    [
      "https://api.example.org/metrics/v1/prometheus/abc/-/healthy",
      "https://api.example.org/metrics/v1/prometheus/abc",
      1,
    ],
    ["https://api.example.org/p/federate?match[]=up", "https://api.example.org/p", 2],
    ["https://h.example/api/v1/label/__name__/values", "https://h.example", 1],
    ["http://localhost:9090/graph?g0.expr=up#x", "http://localhost:9090", 2],
    ["https://logs.example.org/loki/api/v1/push", "https://logs.example.org", 1],
    ["https://logs.example.org/x/loki/api/v1/query_range?query={}", "https://logs.example.org/x", 2],
    ["https://logs.example.org/loki/api/v1/label/app/values", "https://logs.example.org", 1],
    ["https://logs.example.org/loki/api/v1/index/volume_range", "https://logs.example.org", 1],
    ["https://logs.example.org/loki", "https://logs.example.org/loki", 0],
    ["http://h.example/my-graph", "http://h.example/my-graph", 0],
    ["localhost:9090", "http://localhost:9090", 1],
    ["prometheus:9090/prefix", "http://prometheus:9090/prefix", 1],
    ["10.1.2.3:9090", "http://10.1.2.3:9090", 1],
    ["observe.example.org", "https://observe.example.org", 1],
    ['"https://h.example/",', "https://h.example", 0],
    ["ftp://h.example", "ftp://h.example", 0],
    ["http://", "http://", 0],
    ["", "", 0],
  ])("reads %j as %j with %i notes", (typed, url, notes) => {
    const clean = cleanAddress(typed);
    expect(clean.url).toBe(url);
    expect(clean.notes).toHaveLength(notes);
  });

  it("moves a name and password out of the address", () => {
    expect(cleanAddress("https://me:p%40ss@h.example/x")).toMatchObject({
      url: "https://h.example/x",
      username: "me",
      password: "p@ss",
    });
  });

  it("knows a Loki by the path that was pasted, and nothing else by it", () => {
    expect(cleanAddress("https://h.example/loki/api/v1/labels").kind).toBe("loki");
    for (const typed of ["https://h.example/api/v1/labels", "https://loki.example", "https://h.example/loki"])
      expect(cleanAddress(typed).kind).toBeUndefined();
  });

  it("leaves a clean address as it is", () => {
    for (const typed of ["https://h.example/a/b", "http://127.0.0.1:1"]) {
      expect(cleanAddress(cleanAddress(typed).url)).toEqual({ url: typed, notes: [] });
    }
  });
});

describe("nameOfAddress", () => {
  it("is the host with its port", () => {
    expect(nameOfAddress("http://localhost:9090/x")).toBe("localhost:9090");
    expect(nameOfAddress("nonsense")).toBe("nonsense");
  });
});

describe("the address of a page of metrics", () => {
  it.each([
    ["http://localhost:9100/metrics", "http://localhost:9100/metrics", 0],
    ["localhost:9100", "http://localhost:9100/metrics", 2],
    ["https://api.example.org/metrics/v1", "https://api.example.org/metrics/v1", 0],
    ["https://p.example/federate?match[]=up#x", "https://p.example/federate?match[]=up", 0],
    ["https://u:p@h.example/metrics", "https://h.example/metrics", 1],
  ])("reads %j as %j with %i notes", (typed, url, notes) => {
    const clean = cleanAddress(typed, "openmetrics");
    expect(clean.url).toBe(url);
    expect(clean.notes).toHaveLength(notes);
  });

  it.each([
    ["http://localhost:9100/metrics", "openmetrics"],
    ["app.example.org/actuator/metrics/", "openmetrics"],
    ["https://p.example/federate?match[]=up", "openmetrics"],
    ["https://p.example/federate", null],
    ["https://api.example.org/metrics/v1/prometheus/abc", null],
    ["https://p.example/", null],
    ["", null],
  ])("gives away of %j: %s", (typed, kind) => {
    expect(kindOfAddress(typed)).toBe(kind);
  });
});
