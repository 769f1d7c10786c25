import { createCipheriv } from "node:crypto";
import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterEach, beforeAll, expect, it } from "vitest";
import { createCertificates, type Certificates } from "../../testing/faultUpstream/certificates.ts";
import { aSource, startDataApp, type DataApp } from "../../testing/faultUpstream/dataApp.ts";
import {
  startFaultUpstream,
  type Behaviour,
  type FaultUpstream,
} from "../../testing/faultUpstream/FaultUpstream.ts";

const BYTES = 20_000_000;
/** JSON by its first byte; the rest is a key stream, so no two pieces of it are alike. */
const plain = Buffer.concat([
  Buffer.from("{"),
  createCipheriv("aes-128-ctr", Buffer.alloc(16, 7), Buffer.alloc(16)).update(Buffer.alloc(BYTES)),
]);
const squeezed = gzipSync(plain, { level: 1 });

let certificates: Certificates;
let upstream: FaultUpstream;
let app: DataApp;
beforeAll(() => {
  certificates = createCertificates();
});
afterEach(async () => {
  await app.close();
  await upstream.close();
});

const withLength =
  (bytes: Buffer, more = ""): Behaviour =>
  (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${more}content-length: ${bytes.length}\r\n\r\n`);
    socket.write(bytes);
  };

/** Chunks of 1 byte to 200 KB. */
const inChunks: Behaviour = (socket) => {
  socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
  for (let at = 0, i = 0; at < plain.length; i += 1) {
    const part = plain.subarray(at, at + 1 + ((i * 7_919) % (i % 50 === 0 ? 200_000 : 9_000)));
    socket.write(`${part.length.toString(16)}\r\n`);
    socket.write(part);
    socket.write("\r\n");
    at += part.length;
  }
  socket.write("0\r\n\r\n");
};

/** Reads an answer and compares it as it comes: how many bytes were as they should be until the first that was not. */
async function sameBytes(
  query: string,
  expected: Buffer,
  { gzip = false, pauseMs = 0 } = {},
): Promise<number> {
  const headers = gzip ? { "accept-encoding": "gzip" } : {};
  return await new Promise((resolve, reject) => {
    const url = `${app.origin}/api/sources/prod/api/v1/query?query=${query}`;
    get(url, { agent: false, headers }, (response) => {
      const read = async (): Promise<number> => {
        let at = 0;
        for await (const piece of response as AsyncIterable<Buffer>) {
          if (!piece.equals(expected.subarray(at, at + piece.length))) return at;
          at += piece.length;
          if (pauseMs > 0) await sleep(pauseMs);
        }
        return at;
      };
      read().then(resolve, reject);
    }).on("error", reject);
  });
}

it.each<[string, Behaviour, { isTls?: boolean; gzip?: boolean; expected?: Buffer }]>([
  ["with a length", withLength(plain), {}],
  ["in chunks", inChunks, {}],
  ["with a length over TLS", withLength(plain), { isTls: true }],
  ["in chunks over TLS", inChunks, { isTls: true }],
  [
    "gzip passed through",
    withLength(squeezed, "content-encoding: gzip\r\n"),
    { gzip: true, expected: squeezed },
  ],
  ["gzip inflated here", withLength(squeezed, "content-encoding: gzip\r\n"), {}],
  ["gzip inflated here over TLS", withLength(squeezed, "content-encoding: gzip\r\n"), { isTls: true }],
])(
  "20 MB %s reach slow and quick readers, alone and shared, byte for byte",
  { timeout: 60_000 },
  async (...[, behaviour, { isTls = false, gzip = false, expected = plain }]) => {
    upstream = await startFaultUpstream(behaviour, isTls ? { tls: certificates.good } : {});
    const tls = { caPem: certificates.ca, insecureSkipVerify: false };
    app = await startDataApp([
      aSource({ baseOrigin: upstream.origin, timeoutMs: 50_000, ...(isTls ? { tls } : {}) }),
    ]);
    // Twice, so that connections and buffers of the first round are used again.
    for (const round of [1, 2]) {
      const read = await Promise.all([
        sameBytes(`shared${round}`, expected, { gzip, pauseMs: 1 }),
        sameBytes(`shared${round}`, expected, { gzip }),
        sameBytes(`slow${round}`, expected, { gzip, pauseMs: 2 }),
        sameBytes(`quick${round}`, expected, { gzip }),
      ]);
      expect(read).toEqual(Array(4).fill(expected.length));
    }
    expect(new Set(app.events.map((event) => event.outcome))).toEqual(new Set(["ok"]));
  },
);
