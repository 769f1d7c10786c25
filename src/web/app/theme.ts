import { preferences, type Theme } from "../lib/preferences.ts";

function apply(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
}

/** Puts the chosen theme on <html> and keeps it there; "system" leaves it to the media query of the tokens. */
export function startTheme(): void {
  apply(preferences.get().theme);
  preferences.subscribe(() => apply(preferences.get().theme));
}
