import { basePath } from "./basePath.ts";

/** What the TypeScript DOM library does not declare yet. */
interface TrustedTypePolicy {
  createScriptURL(url: string): string;
}
interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): TrustedTypePolicy;
}

/** Only our own built files may become scripts: same origin, under the app's base. */
function ownScript(url: string): string {
  const target = new URL(url, document.baseURI);
  if (target.origin !== location.origin || !target.pathname.startsWith(basePath)) {
    throw new TypeError("only scripts of this app may be loaded");
  }
  return target.href;
}

const factory = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes;
/** The one policy that the CSP names; Firefox before 148 has no Trusted Types and takes the checked string. */
const policy: TrustedTypePolicy = factory?.createPolicy("sightglass", { createScriptURL: ownScript }) ?? {
  createScriptURL: ownScript,
};

/**
 * Marks the address of a built script as trusted, for `new Worker(…)`:
 * `import workerUrl from "../worker/decode.ts?worker&url"` then `new Worker(trustedScriptUrl(workerUrl), { type: "module" })`.
 */
export function trustedScriptUrl(url: string): string {
  return policy.createScriptURL(url);
}
