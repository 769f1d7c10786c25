type Claims = Readonly<Record<string, unknown>>;

/** A claim by its name, or by its path where issuers nest it: "realm_access.roles". */
function claimIn(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let value: unknown = claims;
  for (const part of name.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Claims)[part];
  }
  return value;
}

export const hasClaim = (claims: Claims, name: string) => claimIn(claims, name) !== undefined;

/** The texts of a claim that is a list, or one text. */
export function textsIn(claims: Claims, name: string): readonly string[] {
  return [claimIn(claims, name)].flat().filter((value) => typeof value === "string");
}

/** A name to show: one line, without what turns text around. Undefined where the claim has none. */
export function nameIn(claims: Claims, name: string): string | undefined {
  const [text = ""] = textsIn(claims, name);
  return (
    text
      .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
      .trim()
      .slice(0, 190) || undefined
  );
}
