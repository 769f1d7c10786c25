import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { TLSSocket } from "node:tls";
import type { Config } from "../config/Config.ts";
import type { Source } from "../sources/Source.ts";
import { connectorTo } from "../upstream/connectorTo.ts";
import { defaultLimits } from "../upstream/limits.ts";
import type { CommandContext } from "./CommandContext.ts";
import { failed, type Finding, ok, warn } from "./Finding.ts";

type Way = Pick<CommandContext, "now" | "env">;
type Times = Pick<X509Certificate, "validFrom" | "validTo">;

const DAY_MS = 86_400_000;
/** Time enough to renew one, also over a holiday. */
const SOON_MS = 14 * DAY_MS;

/** Under each of the names that OpenSSL takes for one. */
const PEM =
  /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[^-]+-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;

/** When our own certificate expires, of the whole chain the first to. */
export function checkOwnCertificate({ tls }: Pick<Config, "tls">, nowMs: number): Finding[] {
  if (tls === undefined) return [];
  const times = (tls.cert.match(PEM) ?? []).map((pem) => new X509Certificate(pem));
  return [judge({ what: "listener", whose: "our certificate" }, times, nowMs)];
}

/** When the certificate that an https source shows expires, and the one that we show it. */
export async function checkSourceCertificates(source: Source, way: Way): Promise<Finding[]> {
  if (!source.baseOrigin.startsWith("https:")) return [];
  const shown = await shownBy(source, way);
  const ours = await readOwn(source);
  const what = `source ${source.id}`;
  return [
    ...(shown === null ? [] : [judge({ what, whose: "TLS: its certificate" }, [shown], way.now())]),
    ...(ours === null ? [] : [judge({ what, whose: "TLS: our client certificate" }, [ours], way.now())]),
  ];
}

/** Null where nothing shows one: that the source is not reached is said by its own check. */
async function shownBy({ baseOrigin, allowPrivate, tls }: Source, { env }: Way): Promise<Times | null> {
  // Looked at and nothing else: an expired one must be seen, and nothing is sent over this connection.
  const target = { baseOrigin, allowPrivate, tls: { ...tls, insecureSkipVerify: true } };
  const connect = connectorTo(target, { limits: defaultLimits, env });
  const onread = { buffer: Buffer.alloc(1024), callback: () => true };
  try {
    const socket = await connect(onread, AbortSignal.timeout(defaultLimits.connectMs));
    socket.on("error", () => undefined);
    const { valid_from: validFrom, valid_to: validTo } =
      socket instanceof TLSSocket ? socket.getPeerCertificate() : {};
    socket.destroy();
    return validFrom === undefined || validTo === undefined ? null : { validFrom, validTo };
  } catch {
    return null;
  }
}

async function readOwn({ tls }: Source): Promise<Times | null> {
  try {
    return tls.certFile === undefined ? null : new X509Certificate(await readFile(tls.certFile));
  } catch {
    // The connection needs it, and says what is wrong with it.
    return null;
  }
}

interface Place {
  readonly what: string;
  /** How the line begins. */
  readonly whose: string;
}

function judge({ what, whose }: Place, chain: readonly Times[], nowMs: number): Finding {
  const endMs = Math.min(...chain.map(({ validTo }) => Date.parse(validTo)));
  const fromMs = Math.max(...chain.map(({ validFrom }) => Date.parse(validFrom)));
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const left = Math.floor((endMs - nowMs) / DAY_MS);
  if (endMs <= nowMs) return failed(what, `${whose} expired on ${day(endMs)}; renew it`);
  if (fromMs > nowMs)
    return failed(what, `${whose} counts from ${day(fromMs)} on; see that the clock is right`);
  const text = `${whose} expires on ${day(endMs)}, in ${left} ${left === 1 ? "day" : "days"}`;
  return endMs - nowMs < SOON_MS ? warn(what, `${text}; renew it`) : ok(what, text);
}
