/**
 * `make`, but once per key so long as the result is kept: of the last some hundred keys. Not a WeakMap, which costs the
 * garbage collector more than it saves here.
 */
export function keptFor<K, V>(make: (key: K) => V, limit = 600): (key: K) => V {
  const kept = new Map<K, V>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= limit) kept.clear();
    const made = make(key);
    kept.set(key, made);
    return made;
  };
}
