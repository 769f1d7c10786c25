/** A secret that must never be seen outside the socket to the upstream, and every spelling a leak could have. */
export const CANARY = "sgcanary-7f3d9b1c5e8a4260-token";

/** The canary as it is, and as base64, URL-encoded, in a Basic header, hex, and its two halves. */
function spellings(secret: string): readonly string[] {
  const half = Math.floor(secret.length / 2);
  return [
    secret,
    Buffer.from(secret).toString("base64").replace(/=+$/, ""),
    encodeURIComponent(secret),
    Buffer.from(`reader:${secret}`).toString("base64").replace(/=+$/, ""),
    Buffer.from(secret).toString("hex"),
    secret.slice(0, half),
    secret.slice(half),
  ];
}

/** The spellings of the canary that occur in the bytes. */
export function leaks(bytes: string | Buffer, secret = CANARY): readonly string[] {
  const text = typeof bytes === "string" ? bytes : bytes.toString("latin1");
  return spellings(secret).filter((spelling) => text.includes(spelling));
}
