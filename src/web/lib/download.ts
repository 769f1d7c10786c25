/** Long enough for every browser to have read the blob. */
const REVOKE_AFTER_MS = 10_000;

/** A name every file system takes: no separators, no control characters, at most 120 long. */
export function safeFileName(name: string): string {
  const plain = name
    // oxlint-disable-next-line no-control-regex -- control characters are what is removed
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+/g, "-")
    .replace(/^[.\s-]+|(?<![.\s-])[.\s-]+$/g, "");
  return plain.slice(0, 120) || "sightglass";
}

/** Saves a blob as a file. */
export function downloadBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = safeFileName(name);
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}

/** Saves text as a UTF-8 file, `type` such as "text/csv". */
export function downloadText(name: string, type: string, text: string): void {
  downloadBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
}
