// What the main thread does between two frames, from a trace: CPU time, which other programs on the machine do not add to,
// and the wall clock, which they do.

/** Marks each frame of the page in the trace; once per page, before `traceFrames`. */
export const markFrames = (page) =>
  page.evaluate(() => {
    const tick = () => {
      performance.mark("bench-frame");
      performance.clearMarks("bench-frame");
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });

const isTask = ({ name, ph, tdur }) => ph === "X" && tdur !== undefined && name.endsWith("RunTask");

/** Milliseconds: {frames: [{cpuMs, wallMs}], longestTaskMs} of one page's main thread. */
function readTrace(events) {
  const marks = events.filter(({ name }) => name === "bench-frame").toSorted((a, b) => a.ts - b.ts);
  const [first] = marks;
  if (!first) throw new Error("the page drew no frame");
  const tasks = events
    .filter((event) => isTask(event) && event.pid === first.pid && event.tid === first.tid)
    .toSorted((a, b) => a.ts - b.ts);
  let at = tasks.findIndex(({ ts, dur }) => ts + dur >= first.ts);
  const frames = marks.slice(1).map(({ ts }, index) => {
    let cpuMs = 0;
    // A task counts whole for the frame in which it ends: the frame's own task begins before its mark.
    for (let task = tasks[at]; task && task.ts + task.dur < ts; task = tasks[++at]) cpuMs += task.tdur / 1000;
    return { cpuMs, wallMs: (ts - marks[index].ts) / 1000 };
  });
  return { frames, longestTaskMs: Math.max(0, ...tasks.map(({ tdur }) => tdur / 1000)) };
}

/** Runs `act` while the page of `session` is traced. */
export async function traceFrames(session, act) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  session.on("Tracing.dataCollected", collect);
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "blink.user_timing"], excludedCategories: ["*"] },
  });
  try {
    await act();
  } finally {
    const done = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    await done;
    session.off("Tracing.dataCollected", collect);
  }
  return readTrace(events);
}
