// T14, G22: 20 people with two queries a second each, alone and beside one who asks 500 times a second, of a source that
// takes 100 ms. Every query differs, so nothing is shared.
// node bench/fairness/run.mjs; `run()` gives the rows to `npm run bench`.
import { fork } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";

const GOAL = 2;
const SOURCE_MS = 100;
const PEOPLE = 20;
const PER_SECOND = 2;
const ABUSER_PER_SECOND = 500;
const ANSWER = '{"status":"success","data":{"resultType":"vector","result":[]}}';
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;
const p99 = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * 0.99)] ?? NaN;

async function startSource() {
  const server = http.createServer((_request, response) => {
    setTimeout(() => response.setHeader("content-type", "application/json").end(ANSWER), SOURCE_MS);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

let asked = 0;

/** Status and time of one query for `owner`. */
async function ask({ port, agent }, owner) {
  const startMs = performance.now();
  asked += 1;
  const request = http.get({
    host: "127.0.0.1",
    port,
    agent,
    path: `/api/sources/prod/api/v1/query?query=up&time=${asked}`,
    headers: { "x-owner": owner },
  });
  const [response] = await once(request, "response");
  response.resume();
  await once(response, "end");
  const { statusCode: status, headers } = response;
  return { status, ms: performance.now() - startMs, retryAfter: headers["retry-after"] };
}

/** `perSecond` times a second for `seconds`, however long the answers take. */
async function askSteadily(target, owner, { perSecond, seconds }) {
  const answers = [];
  const startMs = performance.now();
  for (let i = 0; i < perSecond * seconds;) {
    const due = Math.floor(((performance.now() - startMs) / 1000) * perSecond) + 1;
    for (; i < Math.min(due, perSecond * seconds); i += 1) answers.push(ask(target, owner));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return await Promise.all(answers);
}

async function people(target, seconds) {
  const all = await Promise.all(
    Array.from({ length: PEOPLE }, async (_value, i) => {
      // Not in step with each other.
      await new Promise((resolve) => setTimeout(resolve, (i * 1000) / PER_SECOND / PEOPLE));
      return await askSteadily(target, `person-${i}`, { perSecond: PER_SECOND, seconds });
    }),
  );
  return all.flat();
}

export async function run({ rounds = 3, seconds = 5 } = {}) {
  const source = await startSource();
  const child = fork(path.join(import.meta.dirname, "server.mjs"), [source.origin]);
  try {
    const [{ port }] = await once(child, "message");
    const target = { port, agent: new http.Agent({ keepAlive: true }) };
    // Hot code is what is judged.
    await people(target, 2);
    const taken = { alone: [], beside: [] };
    const counts = { ok: 0, refused: 0, other: 0, people: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const alone = await people(target, seconds);
      const [beside, abuser] = await Promise.all([
        people(target, seconds),
        askSteadily(target, "abuser", { perSecond: ABUSER_PER_SECOND, seconds }),
      ]);
      taken.alone.push(p99(alone.map(({ ms }) => ms)));
      taken.beside.push(p99(beside.map(({ ms }) => ms)));
      for (const { status, retryAfter } of abuser)
        counts[status === 200 ? "ok" : status === 429 && Number(retryAfter) > 0 ? "refused" : "other"] += 1;
      counts.people += [...alone, ...beside].filter(({ status }) => status !== 200).length;
    }
    const ratio = median(taken.beside.map((ms, i) => ms / taken.alone[i]));
    return [
      {
        bench: "fairness",
        size: `${PEOPLE} people, 1 abuser`,
        step: `p99 of the people; abuser: ${counts.ok} answered, ${counts.refused} × 429, ${counts.other} else`,
        ms: median(taken.beside),
        baseline: "alone",
        baselineMs: median(taken.alone),
        ratio,
        goal: GOAL,
        isMet: ratio <= GOAL && counts.other === 0 && counts.people === 0 && counts.refused > 0,
      },
    ];
  } finally {
    child.disconnect();
    source.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  console.log(await run());
  process.exit();
}
