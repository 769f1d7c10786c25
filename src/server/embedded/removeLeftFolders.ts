import fs from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import { errorCode } from "../config/errorCode.ts";
import { ENGINE_SOCKET, FOLDER_PREFIX, HOST_SOCKET } from "./engineFolderNames.ts";

/** A folder that changed less than this ago may belong to a process that is just starting. */
const SETTLED_MS = 10_000;

/**
 * Removes the folders of processes that were killed: of this user, closed to others, holding nothing but sockets that
 * nobody listens on. Whether the process lives is asked of its socket, since process ids are used again, and mean
 * another process in another container. What cannot be judged stays. Never rejects.
 */
export async function removeLeftFolders(parent: string): Promise<void> {
  const names = await fs.readdir(parent).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(FOLDER_PREFIX)) continue;
    const folder = path.join(parent, name);
    try {
      if (await isLeft(folder)) await remove(folder);
    } catch {
      // Somebody else removed it meanwhile, or may not be touched.
    }
  }
}

async function isLeft(folder: string): Promise<boolean> {
  const entry = await fs.lstat(folder);
  const isOurs = entry.isDirectory() && entry.uid === process.getuid?.() && (entry.mode & 0o077) === 0;
  if (!isOurs || Date.now() - entry.mtimeMs < SETTLED_MS) return false;
  const inside = await fs.readdir(folder);
  if (inside.some((name) => name !== ENGINE_SOCKET && name !== HOST_SOCKET)) return false;
  return !(await mayAnswer(path.join(folder, HOST_SOCKET)));
}

/** Unless it is sure that nobody listens there. */
async function mayAnswer(socketPath: string): Promise<boolean> {
  const socket = net.connect(socketPath);
  try {
    return await new Promise((resolve) => {
      socket.on("connect", () => resolve(true));
      socket.on("error", (error) => resolve(!["ECONNREFUSED", "ENOENT"].includes(errorCode(error))));
    });
  } finally {
    socket.destroy();
  }
}

async function remove(folder: string): Promise<void> {
  for (const name of [ENGINE_SOCKET, HOST_SOCKET]) await fs.rm(path.join(folder, name), { force: true });
  // Not what somebody else put there.
  await fs.rmdir(folder);
}
