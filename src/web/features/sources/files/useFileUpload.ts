import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { SourceView } from "../../../../contract/sources.ts";
import { type Problem, ProblemError } from "../../../../domain/problem/Problem.ts";
import { sourcesQuery } from "../../../lib/sources.ts";
import { toProblem } from "../../../lib/toProblem.ts";
import { uploadText } from "../../../lib/uploadText.ts";
import { checkFile, nameOfFile } from "./checkFile.ts";

export interface FileUpload {
  /** Share sent; 1 while the server reads what it got. */
  readonly share: number;
  readonly problem: Problem | undefined;
}

const viewSchema = () => import("../../../../contract/sources.ts").then((contract) => contract.sourceView);

async function send(
  file: File,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<SourceView> {
  const fault = await checkFile(file);
  if (fault) throw new ProblemError(fault);
  const query = new URLSearchParams({ name: nameOfFile(file.name) }).toString();
  const path = `/api/sources/files?${query}`;
  return uploadText({ path, body: file, answer: viewSchema(), signal, onProgress });
}

/** Sends the file as soon as it is here; leaving ends it. */
export function useFileUpload(file: File, onAdded: (source: SourceView) => void): FileUpload {
  const queryClient = useQueryClient();
  const [state, setState] = useState<FileUpload>({ share: 0, problem: undefined });
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    const progress = (share: number) => setState({ share, problem: undefined });
    void (async () => {
      try {
        const source = await send(file, signal, progress);
        await queryClient.invalidateQueries({ queryKey: sourcesQuery.queryKey });
        if (!signal.aborted) onAdded(source);
      } catch (error) {
        if (!signal.aborted) setState({ share: 0, problem: toProblem(error) });
      }
    })();
    return () => ending.abort();
    // Once per file: the dialog is made anew for another one.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [file]);
  return state;
}
