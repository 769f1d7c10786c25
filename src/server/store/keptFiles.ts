import { rm } from "node:fs/promises";
import path from "node:path";
import { writeAtomically } from "./writeAtomically.ts";

/** Where the files are that were added in the page: data_dir/files, one per source, mode 0600. */
export interface KeptFiles {
  /** Answers the path. */
  keep(id: string, bytes: Uint8Array): Promise<string>;
  remove(file: string): Promise<void>;
}

export const keptFilePath = (dataDir: string, name: string): string => path.join(dataDir, "files", name);

export function keptFiles(dataDir: string): KeptFiles {
  return {
    keep: async (id, bytes) => {
      const file = keptFilePath(dataDir, `${id}.om`);
      await writeAtomically(file, bytes);
      return file;
    },
    remove: async (file) => await rm(file, { force: true }),
  };
}
