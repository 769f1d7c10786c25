const isMac = () => /Mac|iP(hone|ad|od)/.test(navigator.platform);

const names: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
  Control: "Ctrl",
};

/** "$mod+k" → ["Ctrl", "K"]; "t ArrowLeft" → ["t", "←"]; "[Shift]+?" → ["?"]. Single letters of chords are capitals, as printed on keys. */
export function keyNames(keys: string, isApple = isMac()): string[] {
  return keys.split(" ").flatMap((press) => {
    const parts = press.split("+").filter((part) => !/^\[.*\]$/.test(part));
    return parts.map((part) => {
      if (part === "$mod") return isApple ? "Cmd" : "Ctrl";
      return names[part] ?? (parts.length > 1 && part.length === 1 ? part.toUpperCase() : part);
    });
  });
}
