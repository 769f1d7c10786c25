import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answer, json, page, plain } from "../../testing/faultUpstream/behaviours.ts";
import { aSource, bearer } from "../../testing/faultUpstream/dataApp.ts";
import {
  startFaultUpstream,
  type Behaviour,
  type FaultUpstream,
} from "../../testing/faultUpstream/FaultUpstream.ts";
import { createUpstreams, type Upstreams } from "../upstream/UpstreamPool.ts";
import { BuildInfoCache } from "./BuildInfoCache.ts";
import { checkSource } from "./checkSource.ts";

/** What a Loki without a line of the probe's label answers, by path. */
const ANSWERS: Readonly<Record<string, string>> = {
  labels: '{"status":"success"}',
  "label/app/values": '{"status":"success"}',
  series: '{"status":"success","data":[]}',
  "index/stats": '{"streams":0,"chunks":0,"bytes":0,"entries":0}',
  "status/buildinfo": '{"version":"3.7.8","revision":"","goVersion":"go1.26"}',
};
const OTHER = '{"status":"success","data":{}}';

let upstream: FaultUpstream;
let upstreams: Upstreams;
/** Instead of the good answer, by path. */
let odd: Record<string, Behaviour>;

beforeEach(async () => {
  odd = {};
  upstream = await startFaultUpstream((socket, request) => {
    const path = request.target.split("?")[0]?.replace("/p/loki/api/v1/", "") ?? "";
    const headers = { date: new Date().toUTCString() };
    (odd[path] ?? answer({ body: ANSWERS[path] ?? OTHER, headers }))(socket, request);
  });
  upstreams = createUpstreams();
});
afterEach(async () => {
  await upstreams.close({ graceMs: 0 });
  await upstream.close();
});

const check = async (isFull = false) => {
  const source = aSource({
    kind: "loki",
    baseOrigin: upstream.origin,
    prefix: "/p",
    auth: bearer("canary-token"),
  });
  const deps = { upstreams, buildInfo: new BuildInfoCache(Date.now), now: Date.now };
  return checkSource(source, deps, { isFull, signal: AbortSignal.timeout(10_000) });
};
const stepsOf = ({ steps }: Awaited<ReturnType<typeof check>>) =>
  steps.map(({ name, state }) => `${name} ${state}`);

describe("checking a Loki", () => {
  it("asks for labels first, then for each of the nine operations, and names its version", async () => {
    const found = await check();
    expect(found).toMatchObject({ ok: true, server: "Loki 3.7.8" });
    expect(stepsOf(found)).toEqual(["Reachable ok", "Credentials ok", "Operations ok", "Clock ok"]);
    expect(found.steps[2]?.text).toBe("9 of 9 operations answer");
    expect(upstream.requests[0]?.target).toMatch(/^\/p\/loki\/api\/v1\/labels\?/);
    expect(upstream.requests.map(({ target }) => target).join("\n")).not.toContain("/p/api/v1/");
  });

  it("F03 stays usable where volumes are not offered, and says so", async () => {
    odd["index/volume"] = plain("404 page not found", 404);
    odd["index/volume_range"] = plain("volume is not enabled", 400);
    const found = await check();
    expect(found.ok).toBe(true);
    expect(found.steps[2]).toMatchObject({
      state: "warn",
      text: "7 of 9 operations answer; not index/volume, index/volume_range",
    });
  });

  it("says how far back it remembers lines", async () => {
    odd["labels"] = (socket, request) => {
      const end = Number(new URL(request.target, "http://x").searchParams.get("end"));
      const isRecent = Date.now() / 1000 - end < 20 * 86_400;
      json(isRecent ? '{"status":"success","data":["app"]}' : '{"status":"success"}')(socket, request);
    };
    const found = await check(true);
    expect(found.steps.at(-1)).toEqual({
      name: "Oldest line",
      state: "ok",
      text: "Has lines from at least two weeks ago",
    });
  });

  it.each<[string, Behaviour, string]>([
    ["wrong credentials", plain("Unauthorized", 401), "UPSTREAM_AUTH"],
    ["a missing tenant", plain("no org id", 401), "UPSTREAM_AUTH"],
    ["a Prometheus", plain("404 page not found", 404), "UPSTREAM_NOT_FOUND"],
    ["a sign-in page", page("<html><title>Sign in</title>"), "NOT_AN_API"],
  ])("does not take %s for a Loki", async (_what, behaviour, code) => {
    odd["labels"] = behaviour;
    const found = await check();
    expect([found.ok, found.problem?.code]).toEqual([false, code]);
  });
});
