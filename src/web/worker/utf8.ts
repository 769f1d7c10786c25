import type { DecodeUtf8 } from "../../domain/frame/decode/DecodeOptions.ts";

// `ignoreBOM` keeps U+FEFF, so that one inside a label is seen and not swallowed.
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

/** UTF-8 → text; what is invalid becomes U+FFFD and is told. */
export const decodeUtf8: DecodeUtf8 = (bytes) => {
  try {
    return { text: strict.decode(bytes), isValid: true };
  } catch {
    return { text: lenient.decode(bytes), isValid: false };
  }
};
