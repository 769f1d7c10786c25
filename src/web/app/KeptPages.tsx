import { lazy } from "react";
import type { Route } from "../../domain/link/routeLink.ts";

const LinksPage = lazy(async () => ({
  default: (await import("../features/share/LinksPage.tsx")).LinksPage,
}));
const SettingsPage = lazy(async () => ({
  default: (await import("../features/settings/SettingsPage.tsx")).SettingsPage,
}));

export type KeptRoute = Extract<Route, { readonly page: "links" | "settings" }>;

/** The pages about what is kept: links, people, tokens, who did what. */
export function KeptPages({ route }: { readonly route: KeptRoute }) {
  return route.page === "links" ? <LinksPage /> : <SettingsPage tab={route.tab} />;
}
