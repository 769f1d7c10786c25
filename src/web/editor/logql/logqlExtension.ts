import { completionPopup } from "../completion/completionPopup.ts";
import type { LanguageExtension } from "../loadLanguage.ts";
import { textLint } from "../textLint.ts";
import { localSource } from "./localSource.ts";
import { logqlHover } from "./logqlHover.ts";
import { logqlIndent } from "./logqlIndent.ts";
import { logqlLanguage } from "./logqlLanguage.ts";
import { checkLogql } from "./logqlLint.ts";
import { remoteSource } from "./remoteSource.ts";

/** LogQL in the editor: colours, indent, faults, completion and help. */
export const logqlExtension: LanguageExtension = (props) => {
  const client = () => {
    const current = props();
    return current.language === "logql" ? current.client : undefined;
  };
  return [
    logqlLanguage,
    logqlIndent,
    textLint(checkLogql),
    completionPopup([localSource(client), remoteSource(client)]),
    logqlHover(),
  ];
};
