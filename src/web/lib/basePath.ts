/**
 * Where the app is mounted: "/" or "/prefix/". Read from the address of this very chunk, since every built file
 * lies in `<base>/assets/`; so the page needs no configuration to live under any BASE_PATH.
 */
export const basePath: string = import.meta.env.PROD ? new URL("..", import.meta.url).pathname : "/";

/** "/sources?add=1" → what a link or a request needs: "/prefix/sources?add=1". */
export function withBase(path: string): string {
  return basePath + path.replace(/^\//, "");
}

/** "/prefix/sources" → "/sources". What lies outside the base stays as it is. */
export function withoutBase(pathname: string): string {
  return pathname.startsWith(basePath) ? `/${pathname.slice(basePath.length)}` : pathname;
}
