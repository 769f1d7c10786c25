/**
 * The shortest of up to `runs` runs, in ms of the clock; stops at the first under `enoughMs`. For what must be quick but
 * crosses sockets and timers: other work on the machine delays some of the runs, a real delay all of them.
 */
export async function shortestMs(enoughMs: number, run: () => Promise<number>, runs = 4): Promise<number> {
  let shortest = Infinity;
  for (let i = 0; i < runs && shortest >= enoughMs; i += 1) shortest = Math.min(shortest, await run());
  return shortest;
}
