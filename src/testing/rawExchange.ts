import net from "node:net";

export interface RawAnswer {
  readonly text: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Status lines seen: more than one is a smuggled answer. */
  readonly answers: number;
  readonly isClosed: boolean;
}

/**
 * Sends bytes as they are and collects the answer until the peer closes, or until its first answer is complete.
 * For what `fetch` cannot say: broken framing, two Host headers, odd targets.
 */
export function rawExchange(port: number, bytes: string | Buffer, waitMs = 3_000): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    let text = "";
    const finish = (isClosed: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(parse(text, isClosed));
    };
    const timer = setTimeout(() => finish(false), waitMs);
    socket.setEncoding("latin1");
    socket.on("connect", () => socket.write(bytes));
    socket.on("data", (chunk: string) => {
      text += chunk;
      // A keep-alive answer does not close; look a moment longer for a second one.
      if (isComplete(text) && !/\r\nconnection: close\r\n/i.test(text)) setTimeout(finish, 60, false);
    });
    socket.on("error", () => finish(true));
    socket.on("close", () => finish(true));
  });
}

function isComplete(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(text)?.[1];
  return end >= 0 && length !== undefined && text.length >= end + 4 + Number(length);
}

function parse(text: string, isClosed: boolean): RawAnswer {
  const end = text.indexOf("\r\n\r\n");
  const [statusLine = "", ...lines] = (end < 0 ? text : text.slice(0, end)).split("\r\n");
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const at = line.indexOf(":");
    headers[line.slice(0, at).toLowerCase()] = line.slice(at + 1).trim();
  }
  return {
    text,
    status: Number(statusLine.split(" ")[1] ?? 0),
    headers,
    body: end < 0 ? "" : text.slice(end + 4),
    answers: text.match(/^HTTP\/1\.1 \d{3}/gm)?.length ?? 0,
    isClosed,
  };
}
