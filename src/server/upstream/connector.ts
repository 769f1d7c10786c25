import { lookup as dnsLookup, type LookupAddress } from "node:dns";
import { readFile } from "node:fs/promises";
import { isIP, type LookupFunction, type Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { buildConnector } from "undici";
import type { Source, SourceTls } from "../sources/Source.ts";
import { isAddressAllowed, isMetadataName } from "./addressPolicy.ts";
import { ConnectFailure, type ConnectPhase } from "./connectFailure.ts";
import { openTunnel } from "./proxyTunnel.ts";

export interface ConnectorOptions {
  readonly connectMs: number;
  readonly lookup?: LookupFunction;
  /** Proxy to tunnel through, or null. */
  readonly proxy: URL | null;
}

type Done = buildConnector.Callback;

/**
 * Opens the sockets of one source: checks the very address that is connected to (a name may change its address
 * between two lookups), reads CA and client certificate at each connection (so rotated files need no restart),
 * speaks HTTP/1.1 only, and names the phase that failed. Undici writes the request, and with it the
 * Authorization header, only after this has called back, which for TLS is after the certificate was verified.
 */
export function createConnector(source: Source, options: ConnectorOptions): buildConnector.connector {
  const lookup = checkedLookup(source, options.lookup ?? dnsLookup);
  let built: { readonly key: string; readonly connect: buildConnector.connector } | undefined;

  const build = (tls: TlsText): buildConnector.connector => {
    const key = JSON.stringify(tls);
    if (built?.key !== key) {
      built = {
        key,
        connect: buildConnector({
          ...tls,
          rejectUnauthorized: !source.tls.insecureSkipVerify,
          lookup,
          allowH2: false,
          timeout: options.connectMs,
        }),
      };
    }
    return built.connect;
  };

  const connect = async (target: buildConnector.Options, done: Done): Promise<void> => {
    try {
      checkHost(source, target.hostname);
      const tls = await inPhase("secret", readTls(source.tls));
      const through = options.proxy;
      const tunnel =
        through === null ? undefined : await inPhase("proxy", openTunnel(through, target, options.connectMs));
      open(build(tls), tunnel === undefined ? target : { ...target, httpSocket: tunnel }, done);
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)), null);
    }
  };
  return (target, done) => void connect(target, done);
}

/** Tells a TLS failure from a TCP one: the phase moves on when TCP is connected. */
function open(connect: buildConnector.connector, target: buildConnector.Options, done: Done): void {
  const isTls = target.protocol === "https:";
  let phase: ConnectPhase = isTls && target.httpSocket !== undefined ? "tls" : "tcp";
  // The typing says void, but the built connector returns the socket it is connecting.
  const socket = connect(target, (...[error, connected]: Parameters<Done>) => {
    if (error === null && connected !== null) done(null, connected);
    else done(error instanceof ConnectFailure ? error : new ConnectFailure(phase, error), null);
  }) as unknown as Socket | TLSSocket | undefined;
  if (isTls) socket?.once("connect", () => (phase = "tls"));
}

interface TlsText {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
}

async function readTls(tls: SourceTls): Promise<TlsText> {
  const [caFile, cert, key] = await Promise.all([tls.caFile, tls.certFile, tls.keyFile].map(readPem));
  const ca = tls.caPem ?? caFile;
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(tls.serverName === undefined ? {} : { servername: tls.serverName }),
  };
}

async function readPem(path: string | undefined): Promise<string | undefined> {
  return path === undefined ? undefined : await readFile(path, "utf8");
}

async function inPhase<T>(phase: ConnectPhase, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof ConnectFailure ? error : new ConnectFailure(phase, error);
  }
}

function checkHost(source: Source, hostname: string): void {
  if (
    isMetadataName(hostname) ||
    (isIP(hostname) !== 0 && !isAddressAllowed(hostname, source.allowPrivate))
  ) {
    throw new ConnectFailure("policy", undefined);
  }
}

/** `dns.lookup` that leaves out refused addresses, and fails when none is left. */
function checkedLookup(source: Source, lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, "", 0);
      const all: readonly LookupAddress[] =
        typeof found === "string" ? [{ address: found, family: isIP(found) }] : found;
      const allowed = all.filter((entry) => isAddressAllowed(entry.address, source.allowPrivate));
      const [first] = allowed;
      if (first === undefined) return callback(new ConnectFailure("policy", undefined), "", 0);
      if (options.all === true) return callback(null, [...allowed]);
      return callback(null, first.address, first.family);
    });
  };
}
