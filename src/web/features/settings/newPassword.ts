/** Without what is easily taken for something else: no 0 and O, no 1, l and I. */
const LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** Twenty random characters in groups, 116 bits: to be read out or copied once. */
export function newPassword(): string {
  const pick = () => {
    // Above this, a remainder would prefer the first letters.
    const fair = 256 - (256 % LETTERS.length);
    let [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    while (byte >= fair) [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    return LETTERS[byte % LETTERS.length] ?? "";
  };
  return Array.from({ length: GROUPS }, () => Array.from({ length: GROUP_LENGTH }, pick).join("")).join("-");
}
