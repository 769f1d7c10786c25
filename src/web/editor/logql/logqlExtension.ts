import type { LanguageExtension } from "../loadLanguage.ts";

export const logqlExtension: LanguageExtension = () => [];
