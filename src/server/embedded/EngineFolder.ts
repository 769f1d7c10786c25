import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { ConfigError } from "../config/Config.ts";
import { errorCode } from "../config/errorCode.ts";
import { ENGINE_SOCKET, FOLDER_PREFIX, HOST_SOCKET } from "./engineFolderNames.ts";
import { removeLeftFolders } from "./removeLeftFolders.ts";

/** Bytes of a socket's address without its final NUL: sockaddr_un of macOS; Linux has four more. */
const MAX_PATH_BYTES = 103;
/** What mkdtemp puts in place of six letters. */
const RANDOM = "XXXXXX";

/**
 * The folder of the engine's socket, of mode 0700 and with a name of its own. It goes with the process; one that a
 * killed process left is removed by the next that starts.
 */
export class EngineFolder {
  readonly socketPath: string;
  readonly #folder: string;
  readonly #host: net.Server;
  /** Resolves once the folders that others left are gone. Never rejects. */
  readonly tidied: Promise<void>;

  /** Throws ConfigError where no folder can be made. */
  constructor(parent = temporaryFolder()) {
    this.#folder = makeFolder(parent);
    this.socketPath = path.join(this.#folder, ENGINE_SOCKET);
    // Listens before this turn of the loop is over: the folder is never without it for long.
    this.#host = net.createServer((socket) => socket.destroy());
    this.#host.on("error", () => undefined);
    this.#host.listen(path.join(this.#folder, HOST_SOCKET)).unref();
    process.once("exit", this.#remove);
    this.tidied = removeLeftFolders(parent);
  }

  /** A thread that died at an unlucky moment may leave its socket; the next one could not listen. */
  freeSocket(): void {
    fs.rmSync(this.socketPath, { force: true });
  }

  close(): void {
    process.off("exit", this.#remove);
    this.#host.close();
    this.#remove();
  }

  readonly #remove = (): void => fs.rmSync(this.#folder, { recursive: true, force: true });
}

/** TMPDIR, or /tmp where a socket's address would be too long for it. */
export function temporaryFolder(preferred = os.tmpdir()): string {
  const longest = path.join(preferred, FOLDER_PREFIX + RANDOM, ENGINE_SOCKET);
  return Buffer.byteLength(longest) <= MAX_PATH_BYTES ? preferred : "/tmp";
}

function makeFolder(parent: string): string {
  try {
    return fs.mkdtempSync(path.join(parent, FOLDER_PREFIX));
  } catch (error) {
    throw new ConfigError([
      `no folder can be made in ${parent} (${errorCode(error)}), where the engine's socket is; set TMPDIR`,
    ]);
  }
}
