import { syncBuiltinESMExports } from "node:module";
import zlib, { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
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

const DECODERS = [
  "createGunzip",
  "createUnzip",
  "createInflate",
  "createInflateRaw",
  "createBrotliDecompress",
  "createZstdDecompress",
] as const;

describe("S24 F32 codings", () => {
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
    async (...[, coding]) => {
      const body = Buffer.alloc(64, 0xff);
      const got = await ask(answer({ body, headers: { "content-encoding": coding } }), {
        "accept-encoding": "gzip, br, zstd",
      });
      expect([got.status, got.calls]).toEqual([502, 1]);
      expect(envelopeOf(got).problem.code).toBe("BAD_ENCODING");
      expect(upstream.requests.at(-1)?.headers).toContainEqual(["accept-encoding", "gzip"]);
    },
  );

  it("S24 F32 no decoder sees a byte of a refused coding", async () => {
    const spies = DECODERS.map((name) => vi.spyOn(zlib, name));
    syncBuiltinESMExports();
    const bodies: Record<string, Buffer> = {
      br: zlib.brotliCompressSync(UP),
      zstd: zlib.zstdCompressSync(UP),
      deflate: zlib.deflateSync(UP),
      "gzip, gzip": gzipSync(gzipSync(UP)),
    };
    for (const [coding, body] of Object.entries(bodies)) {
      const got = await ask(answer({ body, headers: { "content-encoding": coding } }));
      expect(envelopeOf(got).problem.code).toBe("BAD_ENCODING");
    }
    expect(spies.map((spy) => spy.mock.calls.length)).toEqual(DECODERS.map(() => 0));
    // The spies do see: one gzip answer is inflated for a reader that takes none.
    expect((await ask(answer({ body: gzipSync(UP), headers: { "content-encoding": "gzip" } }))).text).toBe(
      UP,
    );
    expect(spies[0]?.mock.calls.length).toBe(1);
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });

  it("F32 gzip mislabelled as identity is no JSON by its first bytes", async () => {
    expect(envelopeOf(await ask(answer({ body: gzipSync(UP) }))).problem.code).toBe("BAD_JSON");
  });
});
