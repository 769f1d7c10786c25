import type { DecodeUtf8 } from "../../domain/frame/decode/DecodeOptions.ts";
import { QueryDecoder } from "../../domain/frame/decode/QueryDecoder.ts";
import { sendDecoded } from "../../domain/frame/decode/transferDecoded.ts";
import type {
  AskMessage,
  DoneMessage,
  FromWorker,
  LogsMessage,
  RunMessage,
} from "../../domain/frame/decode/WorkerMessages.ts";
import { LogDecoder } from "../../domain/frame/logs/LogDecoder.ts";
import { sendPage } from "../../domain/frame/logs/transferLogs.ts";

/** What every result says of its run. */
export type ResultHead = Pick<DoneMessage, "runId" | "atMs" | "bytesTransferred">;

export interface ResultPart {
  readonly message: FromWorker;
  readonly transfer: Transferable[];
}

/** An answer that is decoded while it streams in. */
export interface Answer {
  /** Decoded bytes so far. */
  readonly bytes: number;
  push(chunk: Uint8Array): void;
  /** The result as the messages to post, in order; the page receives each within a few milliseconds. */
  finish(head: () => ResultHead): ResultPart[];
}

export function createAnswer(message: AskMessage, decodeUtf8: DecodeUtf8): Answer {
  return message.type === "logs" ? logAnswer(message, decodeUtf8) : queryAnswer(message, decodeUtf8);
}

function queryAnswer({ grid, capBytes }: RunMessage, decodeUtf8: DecodeUtf8): Answer {
  const decoder = new QueryDecoder({
    decodeUtf8,
    ...(grid ? { grid } : {}),
    ...(capBytes === undefined ? {} : { capBytes }),
  });
  return {
    get bytes() {
      return decoder.bytes;
    },
    push: (chunk) => decoder.push(chunk),
    finish(head) {
      const { message: decoded, transfer } = sendDecoded(decoder.finish());
      return [{ message: { type: "done", decoded, ...head() }, transfer }];
    },
  };
}

function logAnswer({ runId, direction, limit, capBytes }: LogsMessage, decodeUtf8: DecodeUtf8): Answer {
  const decoder = new LogDecoder({
    decodeUtf8,
    direction,
    limit,
    ...(capBytes === undefined ? {} : { capBytes }),
  });
  return {
    get bytes() {
      return decoder.bytes;
    },
    push: (chunk) => decoder.push(chunk),
    finish(head) {
      const { parts, page } = sendPage(decoder.finish());
      return [
        ...parts.map((lines): ResultPart => ({ message: { type: "lines", lines, runId }, transfer: [] })),
        { message: { type: "page", page, ...head() }, transfer: [] },
      ];
    },
  };
}
