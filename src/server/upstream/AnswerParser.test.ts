import { createServer, get } from "node:http";
import { once } from "node:events";
import { createServer as createTcpServer, type AddressInfo, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AnswerParser } from "./AnswerParser.ts";
import type { ResponseHead } from "./responseHead.ts";

const HEAD_BYTES = 2_048;

interface Told {
  readonly events: readonly string[];
  readonly body: string;
  readonly head: ResponseHead | null;
  readonly to: string;
  readonly restBytes: number;
}

/** Pushes `text` cut at `cuts` (ascending), and tells what came of it. `isEnded`: the connection ends after it. */
function parse(text: string, cuts: readonly number[] = [], isEnded = false): Told {
  const parser = new AnswerParser(HEAD_BYTES);
  const events: string[] = [];
  let body = "";
  let head: ResponseHead | null = null;
  parser.start({
    begun: () => events.push("begun"),
    interim: () => events.push("interim"),
    head: (got) => {
      head = got;
      events.push(`head ${got.status}`);
    },
    data: (bytes) => (body += bytes.toString("latin1")),
  });
  let to: string = "more";
  let at = 0;
  for (const cut of [...cuts, text.length]) {
    to = parser.push(Buffer.from(text.slice(at, cut), "latin1"));
    at = cut;
    if (to !== "more") break;
  }
  if (to === "more" && isEnded) to = parser.finish();
  if (to === "fault") to = parser.fault ?? "";
  return { events, body, head, to, restBytes: to === "end" ? parser.restBytes + text.length - at : 0 };
}

const OK = "HTTP/1.1 200 OK\r\n";
const CHUNKED = `${OK}transfer-encoding: chunked\r\n\r\n`;
const valid = {
  length: `${OK}Content-Length: 5\r\nContent-Type: application/json\r\n\r\n{"a"}`,
  "no bytes": `${OK}content-length: 0\r\n\r\n`,
  chunks: `${CHUNKED}3\r\n{"a\r\n00a\r\n":12345678\r\n1;x="y"\r\n}\r\n0\r\n\r\n`,
  trailers: `${CHUNKED}2\r\n{}\r\n0\r\nexpires: never\r\nx: y\r\n\r\n`,
  "upper case and spaces": `HTTP/1.1 200\r\nCONTENT-LENGTH:\t 2 \r\nTransfer: x\r\n\r\n{}`,
  interim: `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n${OK}content-length: 2\r\n\r\n{}`,
  "no content": "HTTP/1.1 204 No Content\r\n\r\n",
  "not modified": "HTTP/1.1 304 Not Modified\r\ncontent-length: 0\r\n\r\n",
} as const;
const untilClose = `HTTP/1.0 200 OK\r\nDate: now\r\n\r\n{"a":1}`;

describe("an answer that is whole", () => {
  it.each(Object.entries(valid))("%s is the same however it is cut", (_name, text) => {
    const whole = parse(text);
    expect([whole.to, whole.restBytes]).toEqual(["end", 0]);
    for (let at = 1; at < text.length; at += 1) {
      expect(parse(text, [at])).toEqual(whole);
      expect(parse(text.slice(0, at)).to).toBe("more");
      expect(parse(text.slice(0, at), [], true).to).toBe("cut");
    }
    const bytewise = Array.from({ length: text.length - 1 }, (_value, i) => i + 1);
    expect(parse(text, bytewise)).toEqual(whole);
  });

  it("has the body its framing says", () => {
    expect(parse(valid.length).body).toBe('{"a"}');
    expect(parse(valid.chunks).body).toBe('{"a":12345678}');
    expect(parse(valid.interim).events).toEqual(["begun", "interim", "interim", "head 200"]);
    expect(parse(untilClose)).toMatchObject({ to: "more", body: '{"a":1}' });
    expect(parse(untilClose, [], true).to).toBe("end");
  });

  it.each([
    ["HTTP/1.1 keeps it", "content-length: 0", Infinity],
    ["what the server says, less a margin", "content-length: 0\r\nkeep-alive: timeout=5, max=9", 3_000],
    ["a time too short to be met", "content-length: 0\r\nkeep-alive: timeout=1", 0],
    ["close", "content-length: 0\r\nConnection: Close", 0],
    ["close in a list", "content-length: 0\r\nconnection: x, close", 0],
    ["close in a second header", "content-length: 0\r\nconnection: x\r\nconnection: close", 0],
    ["no end but the connection's", "x: y", 0],
  ])("leaves its connection open by its own words: %s", (_name, lines, keepAliveMs) => {
    expect(parse(`${OK}${lines}\r\n\r\n`).head?.keepAliveMs).toBe(keepAliveMs);
  });

  it("S28 never reuses the connection of HTTP/1.0, or of a length where no body may be", () => {
    expect(
      parse("HTTP/1.0 200 OK\r\nconnection: keep-alive\r\ncontent-length: 0\r\n\r\n").head?.keepAliveMs,
    ).toBe(0);
    expect(parse("HTTP/1.1 204 No\r\ncontent-length: 3\r\n\r\n").head?.keepAliveMs).toBe(0);
  });

  it("S28 names like __proto__ are as harmless as any other", () => {
    const { head, to } = parse(`${OK}__proto__: x\r\nconstructor: y\r\ncontent-length: 0\r\n\r\n`);
    expect(to).toBe("end");
    expect(Object.getPrototypeOf(head)).toBe(Object.prototype);
    expect(head?.contentType).toBeUndefined();
  });

  it("S28 bytes behind it are counted and not read", () => {
    expect(parse(`${valid.length}HTTP/1.1 200 OK\r\n\r\n`)).toMatchObject({ body: '{"a"}', restBytes: 19 });
    expect(parse(`${valid.chunks}0\r\n\r\n`).restBytes).toBe(5);
    expect(parse(`${valid["no content"]}x`)).toMatchObject({ body: "", restBytes: 1 });
  });
});

describe("S28 F21 an answer that two readers could understand differently is refused", () => {
  it.each([
    ["two lengths", "content-length: 2\r\ncontent-length: 3"],
    ["the same length twice", "content-length: 2\r\ncontent-length: 2"],
    ["a list of lengths", "content-length: 2, 2"],
    ["a length and chunks", "content-length: 2\r\ntransfer-encoding: chunked"],
    ["a negative length", "content-length: -2"],
    ["a signed length", "content-length: +2"],
    ["a hex length", "content-length: 0x2"],
    ["an empty length", "content-length:"],
    ["a length above 15 digits", "content-length: 1000000000000000"],
    ["another coding", "transfer-encoding: gzip"],
    ["a list of codings", "transfer-encoding: gzip, chunked"],
    ["chunked twice", "transfer-encoding: chunked\r\ntransfer-encoding: chunked"],
    ["an odd coding", "transfer-encoding: xchunked"],
    ["a coding with a vertical tab", "transfer-encoding: \x0bchunked"],
    ["a space before the colon", "content-length : 2"],
    ["obsolete folding", "x: y\r\n z: w"],
    ["folding with a tab", "x: y\r\n\tz"],
    ["no colon", "content-length"],
    ["an empty name", ": x"],
    ["a name with a slash", "a/b: c"],
    ["a name beyond ASCII", "\xe4: c"],
    ["NUL in a value", "x: a\0b"],
    ["a bare CR", "x: a\rb"],
    ["a bare LF", "x: a\ny: b"],
    ["a line that ends with CR CR LF", "x: a\r"],
  ])("%s", (_name, lines) => {
    const text = `${OK}${lines}\r\n\r\n{}`;
    const got = parse(text);
    expect(got).toMatchObject({ to: "framing", body: "", head: null });
    for (let at = 1; at < text.length; at += 1) expect(parse(text, [at]).to).toBe("framing");
  });

  it.each([
    "HTTP/1.2 200 OK",
    "HTTP/2 200 OK",
    "HTTP/1.1 99 OK",
    "HTTP/1.1 2000 OK",
    "HTTP/1.1  200 OK",
    "HTTP/1.1 200OK",
    "http/1.1 200 OK",
    "HTTP/1.1 101 Switching Protocols",
    "ICY 200 OK",
    "\r\nHTTP/1.1 200 OK",
    "HTTP/1.1 200 O\0K",
  ])("the status line %j", (line) => {
    expect(parse(`${line}\r\ncontent-length: 0\r\n\r\n`)).toMatchObject({ to: "framing", head: null });
  });

  it.each([
    "zz\r\n",
    "\r\n",
    "-1\r\n",
    "0x2\r\n",
    " 2\r\n{}\r\n",
    "2 \r\n{}\r\n",
    "2\n{}\r\n",
    "2\r{}\r\n",
    "10000000000000\r\n",
    "2\r\n{}0\r\n\r\n",
    "2\r\n{}\n0\r\n\r\n",
    "2;a\nb\r\n{}\r\n",
    "2;\0\r\n{}\r\n",
    "0\r\nx: y\nz: w\r\n\r\n",
    "0\r\nx\0: y\r\n\r\n",
    "0\r\n\rX",
  ])("chunks like %j", (bytes) => {
    const whole = parse(CHUNKED + bytes);
    expect(whole.to).toBe("framing");
    for (let at = 1; at < bytes.length; at += 1) {
      expect(parse(CHUNKED + bytes, [CHUNKED.length + at])).toEqual(whole);
    }
  });

  it("is told as soon as it shows, since the rest may never come", () => {
    expect(parse("SSH-2.0-Open").to).toBe("framing");
    expect(parse("HTTX").to).toBe("framing");
    expect(parse("HTTP/1.1 200 OK\ncontent-length").to).toBe("framing");
  });

  it("S25 heads, extensions and trailers have an end", () => {
    const long = "y".repeat(HEAD_BYTES);
    expect(parse(`${OK}x: ${long}`).to).toBe("long-head");
    expect(parse(`${OK}x: ${long}\r\n\r\n`).to).toBe("long-head");
    expect(parse(`${CHUNKED}0\r\nx: ${long}`).to).toBe("framing");
    expect(parse(`${CHUNKED}${"1;x=yyyy\r\nz\r\n".repeat(3_000)}`).to).toBe("framing");
    expect(parse(`${CHUNKED}${"1;x=yyyy\r\nz\r\n".repeat(2_000)}0\r\n\r\n`).to).toBe("end");
  });
});

describe("whatever comes", () => {
  const random = seeded(20_261_121);
  const below = (bound: number): number => Math.floor(random() * bound);
  const pieces = [
    ...Object.values(valid),
    untilClose,
    "\r\n",
    "\n",
    "\r",
    "\0",
    "0\r\n\r\n",
    "content-length: 7\r\n",
    "transfer-encoding: chunked\r\n",
    "HTTP/1.1 200 OK",
    "fffffffffffff\r\n",
    ";",
    " ",
    ":",
    "\xff",
  ];
  const mutated = (): string => {
    let text = pieces[below(pieces.length)] ?? "";
    for (let i = below(4); i >= 0; i -= 1) {
      const at = below(text.length + 1);
      const piece =
        below(3) === 0
          ? String.fromCharCode(below(256))
          : (pieces[below(pieces.length)] ?? "").slice(below(9));
      text = text.slice(0, at) + piece + text.slice(at + below(5));
    }
    return text;
  };

  it("S28 no bytes make it throw, and no cut changes what it tells", { timeout: 20_000 }, () => {
    const outcomes = new Map<string, number>();
    for (let round = 0; round < 20_000; round += 1) {
      const text = mutated();
      const whole = parse(text, [], true);
      outcomes.set(whole.to, (outcomes.get(whole.to) ?? 0) + 1);
      const cuts = Array.from({ length: 1 + below(8) }, () => below(text.length + 1)).toSorted(
        (a, b) => a - b,
      );
      expect(parse(text, cuts, true), JSON.stringify([text, cuts])).toEqual(whole);
      expect(whole.body.length + whole.restBytes).toBeLessThanOrEqual(text.length);
      const { framing, bodyBytes = 0 } = whole.head ?? {};
      if (framing === "length") expect(whole.body.length).toBeLessThanOrEqual(bodyBytes);
      if (framing === "none") expect(whole.body).toBe("");
    }
    // The generator reaches every outcome often enough to mean something.
    for (const to of ["end", "cut", "framing"]) expect(outcomes.get(to)).toBeGreaterThan(500);
  });

  it("chunks of any size, cut anywhere, give the bytes they were made of", () => {
    for (let round = 0; round < 400; round += 1) {
      const body = Array.from({ length: below(3_000) }, () => String.fromCharCode(below(256))).join("");
      let text = CHUNKED;
      for (let at = 0; at < body.length;) {
        const part = body.slice(at, at + 1 + below(300));
        text += `${part.length.toString(16)}\r\n${part}\r\n`;
        at += part.length;
      }
      text += "0\r\n\r\n";
      const cuts = Array.from({ length: below(9) }, () => below(text.length)).toSorted((a, b) => a - b);
      expect(parse(text, cuts)).toMatchObject({ to: "end", body, restBytes: 0 });
    }
  });
});

describe("beside Node's own client", () => {
  let server: Server;
  let text = "";
  beforeAll(async () => {
    server = createTcpServer((socket) => {
      socket.once("data", () => socket.end(text, "latin1"));
      socket.on("error", () => undefined);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterAll(() => server.close());

  it.each([...Object.entries(valid), ["until close", untilClose] as const])(
    "%s is understood alike",
    async (_name, sent) => {
      text = sent;
      const { port } = server.address() as AddressInfo;
      const theirs = await new Promise<unknown[]>((resolve, reject) => {
        get({ port, host: "127.0.0.1", agent: false }, (response) => {
          let body = "";
          response.setEncoding("latin1").on("data", (part: string) => (body += part));
          response.on("end", () => resolve([response.statusCode, response.headers["content-type"], body]));
        }).on("error", reject);
      });
      const { head, body } = parse(sent, [], true);
      expect([head?.status, head?.contentType, body]).toEqual(theirs);
    },
  );

  it("answers of Node's own server are read to their end", async () => {
    const bodies = ["", "{}", "x".repeat(5_000)];
    for (const body of bodies) {
      for (const isChunked of [false, true]) {
        const origin = createServer((_request, response) => {
          if (!isChunked) response.setHeader("content-length", body.length);
          for (let at = 0; at < body.length; at += 999) response.write(body.slice(at, at + 999));
          response.end();
        }).listen(0, "127.0.0.1");
        await once(origin, "listening");
        const { port } = origin.address() as AddressInfo;
        expect(parse(await readRaw(port))).toMatchObject({ to: "end", body, restBytes: 0 });
        origin.close();
      }
    }
  });
});

async function readRaw(port: number): Promise<string> {
  const { connect } = await import("node:net");
  const socket = connect(port, "127.0.0.1");
  socket.setEncoding("latin1").write("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
  let got = "";
  for await (const part of socket) got += String(part);
  return got;
}

/** Mulberry32: the same bytes in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
