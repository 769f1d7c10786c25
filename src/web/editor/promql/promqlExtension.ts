import type { LanguageExtension } from "../loadLanguage.ts";
import { completionPopup } from "../completion/completionPopup.ts";
import { textLint } from "../textLint.ts";
import { promqlHover } from "./promqlHover.ts";
import { promqlIndent } from "./promqlIndent.ts";
import { promqlLanguage } from "./promqlLanguage.ts";
import { checkPromql } from "./promqlLint.ts";
import { remoteSource } from "./remoteSource.ts";
import { staticSource } from "./staticSource.ts";

/** PromQL in the editor: colours, indent, faults, completion and help. */
export const promqlExtension: LanguageExtension = (props) => {
  const client = () => {
    const current = props();
    return current.language === "logql" ? undefined : current.client;
  };
  return [
    promqlLanguage,
    promqlIndent,
    textLint(checkPromql),
    completionPopup([staticSource, remoteSource(client)]),
    promqlHover(client),
  ];
};
