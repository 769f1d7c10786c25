/*
 * What was said once in this session of the browser tab, kept over reloads. Nothing here throws: where the browser
 * refuses, a thing is said again.
 */

const PREFIX = "sightglass:";

export function isRemembered(key: string): boolean {
  try {
    return sessionStorage.getItem(PREFIX + key) !== null;
  } catch {
    return false;
  }
}

export function rememberInSession(key: string): void {
  try {
    sessionStorage.setItem(PREFIX + key, "1");
  } catch {
    // Said again after a reload.
  }
}
