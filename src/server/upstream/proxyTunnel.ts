import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

const MAX_HEAD_BYTES = 8 * 1024;

/**
 * The proxy for an https origin by HTTPS_PROXY and NO_PROXY (lower case wins, as in curl), or null. NO_PROXY holds
 * host names, domain suffixes with or without a leading dot, host:port, or "*".
 */
export function proxyFor(origin: string, env: Readonly<Record<string, string | undefined>>): URL | null {
  const url = new URL(origin);
  const proxy = env["https_proxy"] ?? env["HTTPS_PROXY"] ?? "";
  if (url.protocol !== "https:" || proxy === "") return null;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = url.port === "" ? "443" : url.port;
  for (const entry of (env["no_proxy"] ?? env["NO_PROXY"] ?? "").toLowerCase().split(/[\s,]+/)) {
    const [name = "", onlyPort] =
      entry.includes("]") || entry.split(":").length > 2 ? [entry] : entry.split(":");
    const suffix = name.replace(/^\[|\]$/g, "").replace(/^\*?\./, "");
    if (suffix === "" || (onlyPort !== undefined && onlyPort !== port)) continue;
    if (suffix === "*" || host === suffix || host.endsWith(`.${suffix}`)) return null;
  }
  return new URL(proxy.includes("://") ? proxy : `http://${proxy}`);
}

/** Asks the proxy for a CONNECT tunnel to host:port; resolves to the raw socket. The proxy sees no source secret. */
export async function openTunnel(
  proxy: URL,
  target: { readonly hostname: string; readonly port: string },
  timeoutMs: number,
): Promise<Socket> {
  const host = proxy.hostname.replace(/^\[|\]$/g, "");
  const isTls = proxy.protocol === "https:";
  const port = Number(proxy.port === "" ? (isTls ? 443 : 80) : proxy.port);
  const socket: Socket = isTls ? connectTls({ host, port, servername: host }) : connectTcp({ host, port });
  const timer = setTimeout(() => socket.destroy(new Error("the proxy did not answer in time")), timeoutMs);
  try {
    const name = target.hostname.includes(":") ? `[${target.hostname}]` : target.hostname;
    const authority = `${name}:${target.port === "" ? "443" : target.port}`;
    socket.write(
      `CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n${credentials(proxy)}\r\n`,
      "latin1",
    );
    const head = await readHead(socket);
    const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1];
    if (status !== "200") throw new Error(`the proxy answered ${status ?? "no HTTP"}`);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function credentials(proxy: URL): string {
  if (proxy.username === "") return "";
  const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return `proxy-authorization: Basic ${Buffer.from(pair).toString("base64")}\r\n`;
}

async function readHead(socket: Socket): Promise<string> {
  return await new Promise<string>((resolve, reject) => {
    let head = Buffer.alloc(0);
    const settle = (act: () => void): void => {
      socket.off("data", onData).off("error", onError).off("close", onClose).pause();
      act();
    };
    const onError = (error: Error): void => settle(() => reject(error));
    const onClose = (): void => settle(() => reject(new Error("the proxy closed the connection")));
    const onData = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf("\r\n\r\n");
      if (end >= 0) {
        if (head.length > end + 4) socket.unshift(head.subarray(end + 4));
        settle(() => resolve(head.toString("latin1", 0, end)));
      } else if (head.length > MAX_HEAD_BYTES)
        settle(() => reject(new Error("the proxy's answer is too long")));
    };
    // Errors after the tunnel stands belong to the TLS socket on top; this keeps a late one from being uncaught.
    socket.on("error", () => undefined);
    socket.on("data", onData).on("error", onError).on("close", onClose);
  });
}
