import { lookup as dnsLookup, type LookupAddress } from "node:dns";
import { readFile } from "node:fs/promises";
import { connect as connectTcp, isIP, type LookupFunction, type OnReadOpts, type Socket } from "node:net";
import { connect as connectTls, createSecureContext, rootCertificates, type SecureContext } from "node:tls";
import type { Source, SourceTls } from "../sources/Source.ts";
import { isAddressAllowed, isMetadataName } from "./addressPolicy.ts";
import { ConnectFailure, type ConnectPhase } from "./connectFailure.ts";
import type { Connect } from "./Connection.ts";
import { openTunnel } from "./proxyTunnel.ts";
import { untilConnected } from "./untilConnected.ts";

/** What is connected to: a source, or the token endpoint of one. */
export type ConnectTarget = Pick<Source, "baseOrigin" | "allowPrivate" | "tls">;

export interface ConnectorOptions {
  readonly connectMs: number;
  readonly lookup?: LookupFunction;
  /** Proxy to tunnel through, or null. */
  readonly proxy: URL | null;
}

interface Target {
  readonly isTls: boolean;
  /** IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

/** Probes of a connection that lies idle find out when its other end went away without a word. */
const PROBE_MS = 60_000;

/**
 * Opens the sockets to one origin: checks the very address that is connected to (a name may change its address
 * between two lookups), reads CA and client certificate at each connection (so rotated files need no restart),
 * speaks HTTP/1.1 only, and names the phase that failed. It resolves only after the certificate was verified, and
 * the request, with its Authorization header, is written only then. No session is resumed, so each connection is
 * verified anew.
 */
export function createConnector(source: ConnectTarget, options: ConnectorOptions): Connect {
  const target = targetOf(source.baseOrigin);
  const common = {
    host: target.host,
    port: target.port,
    lookup: checkedLookup(source, options.lookup ?? dnsLookup),
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: PROBE_MS,
  };
  const contextOf = createContexts();

  const openTls = async (onread: OnReadOpts, signal: AbortSignal): Promise<Socket> => {
    const secureContext = await inPhase("secret", contextOf(source.tls));
    const tunnel = await openProxy(target, options);
    const socket = connectTls({
      ...common,
      ...(tunnel === undefined ? { onread } : { socket: tunnel }),
      secureContext,
      servername: source.tls.serverName ?? (isIP(target.host) === 0 ? target.host : ""),
      rejectUnauthorized: !source.tls.insecureSkipVerify,
      ALPNProtocols: ["http/1.1"],
    });
    // Over a socket of its own, TLS takes no buffer of ours.
    if (tunnel !== undefined) socket.on("data", (chunk: Buffer) => onread.callback(chunk.length, chunk));
    return await untilConnected(socket, {
      isTls: true,
      phase: tunnel === undefined ? "tcp" : "tls",
      signal,
      ...options,
    });
  };

  return async (onread, signal) => {
    checkHost(source, target.host);
    if (target.isTls) return await openTls(onread, signal);
    const socket = connectTcp({ ...common, onread });
    return await untilConnected(socket, { isTls: false, phase: "tcp", signal, ...options });
  };
}

function targetOf(origin: string): Target {
  const { protocol, hostname, port } = new URL(origin);
  const isTls = protocol === "https:";
  return {
    isTls,
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? (isTls ? 443 : 80) : Number(port),
  };
}

async function openProxy(target: Target, options: ConnectorOptions): Promise<Socket | undefined> {
  if (options.proxy === null) return undefined;
  const { host, port } = target;
  return await inPhase(
    "proxy",
    openTunnel(options.proxy, { hostname: host, port: String(port) }, options.connectMs),
  );
}

/** Reads the files of a TLS configuration; makes a new context only when they changed. */
function createContexts(): (tls: SourceTls) => Promise<SecureContext> {
  let known: { readonly key: string; readonly context: SecureContext } | undefined;
  return async (tls) => {
    const [caFile, cert, key] = await Promise.all([tls.caFile, tls.certFile, tls.keyFile].map(readPem));
    const ca = tls.caPem ?? caFile;
    const text = {
      ...(ca === undefined ? {} : { ca: tls.isExtraCa === true ? [...rootCertificates, ca] : ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
    };
    const wanted = JSON.stringify(text);
    if (known?.key !== wanted) known = { key: wanted, context: createSecureContext(text) };
    return known.context;
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

function checkHost(source: ConnectTarget, hostname: string): void {
  if (
    isMetadataName(hostname) ||
    (isIP(hostname) !== 0 && !isAddressAllowed(hostname, source.allowPrivate))
  ) {
    throw new ConnectFailure("policy", undefined);
  }
}

/** `dns.lookup` that leaves out refused addresses, and fails when none is left. */
function checkedLookup(source: ConnectTarget, lookup: LookupFunction): LookupFunction {
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
