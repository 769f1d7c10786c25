/** How long a link lives, in days. */
const LINK_DAYS = [1, 7, 30, 90, 365] as const;

export const daysText = (days: number) => (days === 1 ? "1 day" : `${days} days`);

export const dayOptions = LINK_DAYS.map((days) => ({ value: String(days), label: daysText(days) }));
