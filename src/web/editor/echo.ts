/** Tells a value that came from outside from one of our own that came back late. */
export interface Echo {
  /** The editor gave this value to its caller. */
  sent(value: string): void;
  /** True when `value` is no echo; an editor must not be set back to what its user typed a moment ago. */
  isNews(value: string): boolean;
}

export function createEcho(): Echo {
  let pending: string[] = [];
  return {
    sent: (value) => {
      pending.push(value);
    },
    isNews(value) {
      const index = pending.lastIndexOf(value);
      if (index < 0) {
        pending = [];
        return true;
      }
      // Values come back in order, some left out; those before this one never will.
      pending = pending.slice(index + 1);
      return false;
    },
  };
}
