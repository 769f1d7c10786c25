/** The editor, its checks, the hints, the plan and the units all read the same few queries. */
const KEPT = 8;

/** The same function, with the answers for the last few texts kept: for pure functions of a text alone. */
export function rememberLast<T>(compute: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    const known = answers.get(text);
    const answer = known ?? compute(text);
    // Taken out and put back, it is the newest.
    answers.delete(text);
    answers.set(text, answer);
    const [oldest] = answers.keys();
    if (answers.size > KEPT && oldest !== undefined) answers.delete(oldest);
    return answer;
  };
}
