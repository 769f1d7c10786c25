/** Names that differ by this are two people's; capitals, and letters that only look otherwise, make no difference. */
export const nameKey = (name: string): string => name.normalize("NFKC").toLowerCase();
