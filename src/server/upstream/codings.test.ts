import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { answer, UP } from "../../testing/faultUpstream/behaviours.ts";
import {
  aSource,
  envelopeOf,
  startDataApp,
  type DataApp,
  type Got,
} from "../../testing/faultUpstream/dataApp.ts";
import {
  startFaultUpstream,
  type Behaviour,
  type FaultUpstream,
} from "../../testing/faultUpstream/FaultUpstream.ts";

const QUERY = "prod/api/v1/query?query=up";
let upstream: FaultUpstream;
let app: DataApp;
beforeAll(async () => {
  upstream = await startFaultUpstream(answer());
});
afterAll(async () => await upstream.close());
beforeEach(async () => {
  app = await startDataApp([aSource({ baseOrigin: upstream.origin })]);
});
afterEach(async () => await app.close());

async function ask(
  behaviour: Behaviour,
  headers: Record<string, string> = {},
): Promise<Got & { calls: number }> {
  upstream.behave(behaviour);
  const before = upstream.requests.length;
  const got = await app.get(QUERY, { headers });
  return { ...got, calls: upstream.requests.length - before };
}

describe("S24 codings", () => {
  const codings = [
    "br",
    "zstd",
    "deflate",
    "gzip, gzip",
    "gzip,identity",
    Array(2000).fill("gzip").join(","),
    "x",
  ];
  it.each(codings.map((coding) => [coding.slice(0, 20), coding]))(
    "%s is refused undecoded",
    async (...[, coding = ""]) => {
      const body = Buffer.alloc(64, 0xff);
      const got = await ask(answer({ body, headers: { "content-encoding": coding } }), {
        "accept-encoding": "gzip, br, zstd",
      });
      expect([got.status, got.calls]).toEqual([502, 1]);
      expect(envelopeOf(got).problem.code).toBe("BAD_ENCODING");
      expect(upstream.requests.at(-1)?.headers).toContainEqual(["accept-encoding", "gzip"]);
    },
  );

  it("F32 gzip mislabelled as identity is no JSON by its first bytes", async () => {
    expect(envelopeOf(await ask(answer({ body: gzipSync(UP) }))).problem.code).toBe("BAD_JSON");
  });
});
