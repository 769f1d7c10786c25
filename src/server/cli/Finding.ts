/** One line of `doctor`. */
export interface Finding {
  readonly state: "ok" | "warn" | "fail";
  /** What was looked at: "data folder", "source demo". */
  readonly what: string;
  /** What was found, and what to do about it. */
  readonly text: string;
}

export const ok = (what: string, text: string): Finding => ({ state: "ok", what, text });
export const warn = (what: string, text: string): Finding => ({ state: "warn", what, text });
export const failed = (what: string, text: string): Finding => ({ state: "fail", what, text });
