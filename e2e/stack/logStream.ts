/** One line as it is pushed: [nanoseconds as digits, text] or with structured metadata as third. */
export type PushedLine =
  | readonly [string, string]
  | readonly [string, string, Readonly<Record<string, string>>];

export interface PushedStream {
  readonly stream: Readonly<Record<string, string>>;
  /** Oldest first: Loki takes lines of a stream only within an hour or so of its newest. */
  readonly values: readonly PushedLine[];
}

/** Milliseconds and further nanoseconds → the digits Loki keeps; exact above 2⁵³. */
export function nanos(epochMs: number, extraNs = 0): string {
  return String(BigInt(Math.round(epochMs)) * 1_000_000n + BigInt(extraNs));
}

/** A repeatable value in [0, 1) for a pair of integers. */
export function noise(a: number, b: number): number {
  const x = Math.sin(a * 127.1 + b * 311.7) * 43_758.5453;
  return x - Math.floor(x);
}

export function pickAt<T>(list: readonly T[], share: number): T {
  const found = list[Math.min(list.length - 1, Math.floor(share * list.length))];
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
}
