/**
 * Processor time of this thread in ms that `act` takes: the best of `runs`, so that neither other work on the machine
 * nor the first, uncompiled run counts.
 */
export function processorMs(act: () => unknown, runs = 3): number {
  const each = Array.from({ length: runs }, () => {
    const before = process.threadCpuUsage();
    act();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...each);
}
