import fs from "node:fs";

const read = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : null);

/** A runner that died without a report counts as one failure, never as nothing. */
const DIED = { passed: 0, failed: 1, skipped: 0 };

export function readVitest(file) {
  const report = read(file);
  if (!report) return DIED;
  const brokenFiles = report.testResults.filter(
    (suite) => suite.status === "failed" && suite.assertionResults.length === 0,
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function readPlaywright(file) {
  const report = read(file);
  if (!report) return DIED;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, flaky, failed: unexpected + (report.errors?.length ?? 0), skipped };
}
