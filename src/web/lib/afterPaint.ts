/** Longest wait: a hidden tab draws no frames at all. */
const AT_LATEST_MS = 500;

/** Comes back once what was just put into the page has been painted; or rejects with the reason of the abort. */
export function afterPaint(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      signal.removeEventListener("abort", stop);
      resolve();
    };
    const stop = () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      reject(signal.reason);
    };
    const timer = setTimeout(done, AT_LATEST_MS);
    // The task after the frame begins when it has been painted; the next frame after that is the first free one.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(done);
    });
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
