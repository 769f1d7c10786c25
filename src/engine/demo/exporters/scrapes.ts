import type { Exporter, Subject } from "../core/Exporter.ts";
import { level } from "../core/signals.ts";
import { STEADY } from "../cluster/calendar.ts";
import { gauge } from "./families.ts";
import { keptFor } from "../core/keptFor.ts";
import { whileUp } from "../core/presence.ts";
import type { Target } from "./targets.ts";

interface ScrapeSubject extends Subject {
  readonly target: Target;
}

/** What the scraper itself says about each of its targets: also while the target is down. */
export function scrapeExporter(
  groups: readonly ((startMs: number, endMs: number) => readonly Target[])[],
): Exporter<ScrapeSubject> {
  const subjectOf = keptFor((target: Target): ScrapeSubject => ({
    labels: target.labels,
    grid: target.grid,
    lives: target.known,
    target,
  }));
  return {
    subjectsIn: (startMs, endMs) => groups.flatMap((group) => group(startMs, endMs)).map(subjectOf),
    families: [
      gauge("up", "1 if the last scrape of the target was answered, 0 if it failed.", ({ target }) =>
        whileUp(target.lives, () => 1),
      ),
      gauge("scrape_duration_seconds", "How long the scrape took.", ({ target }) =>
        level(STEADY, 0.002 + target.samples * 0.000_02, {
          octaves: [{ period: 20, amplitude: 0.4 }],
          quantum: 1e-6,
        }),
      ),
      gauge("scrape_samples_scraped", "Samples that the target exposed.", ({ target }) =>
        whileUp(target.lives, () => target.samples),
      ),
      gauge("scrape_samples_post_metric_relabeling", "Samples that were kept of those.", ({ target }) =>
        whileUp(target.lives, () => target.samples),
      ),
      gauge("scrape_series_added", "About how many series were new in this scrape.", ({ target }) =>
        whileUp(target.lives, (sinceMs) => (sinceMs < target.grid.intervalMs ? target.samples : 0)),
      ),
    ],
  };
}
