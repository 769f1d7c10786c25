/** How many of `count` ascending times are not above `timeMs`. */
export function countUpTo(timeAt: (index: number) => number, count: number, timeMs: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeAt(middle) <= timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
