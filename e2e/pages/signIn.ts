import type { Page } from "@playwright/test";

/** The first admin of a server that signs people in, as its environment says. */
export const ADMIN = { name: "admin", password: "correct horse battery" } as const;

/** Fills in and sends the form, wherever it stands. */
export async function signIn(
  page: Page,
  { name, password }: { readonly name: string; readonly password: string },
): Promise<void> {
  const form = page.getByRole("form", { name: "Sign in" });
  await form.getByLabel("Name").fill(name);
  await form.getByLabel("Password").fill(password);
  await form.getByRole("button", { name: "Sign in" }).click();
}
