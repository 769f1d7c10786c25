import type { Role } from "../../../contract/session.ts";

/** What each role is called and may do. */
export const roleWords: Readonly<Record<Role, { readonly name: string; readonly may: string }>> = {
  viewer: { name: "Viewer", may: "Opens boards and links, and sends links to boards." },
  editor: { name: "Editor", may: "Also explores sources, saves panels and shares them." },
  admin: { name: "Admin", may: "Also manages sources, people and everybody’s links." },
};
