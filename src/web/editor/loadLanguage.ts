import type { Extension } from "@codemirror/state";
import type { EditorLanguageName, EditorProps } from "./EditorTypes.ts";

/** A language as one extension; `props` is read at each use, so that a new client needs no new extension. */
export type LanguageExtension = (props: () => EditorProps) => Extension;

const CHUNKS: Readonly<Record<EditorLanguageName, () => Promise<LanguageExtension>>> = {
  promql: async () => (await import("./promql/promqlExtension.ts")).promqlExtension,
  logql: async () => (await import("./logql/logqlExtension.ts")).logqlExtension,
};

const loaded = new Map<EditorLanguageName, LanguageExtension>();
const loading = new Map<EditorLanguageName, Promise<LanguageExtension>>();

/** The language if its chunk is here. */
export function loadedLanguage(name: EditorLanguageName): LanguageExtension | undefined {
  return loaded.get(name);
}

/** Fetches a language's chunk once; a failed fetch may be tried again. */
export async function loadLanguage(name: EditorLanguageName): Promise<LanguageExtension> {
  const under = loading.get(name) ?? CHUNKS[name]();
  loading.set(name, under);
  try {
    const language = await under;
    loaded.set(name, language);
    return language;
  } catch (error) {
    loading.delete(name);
    throw error;
  }
}
