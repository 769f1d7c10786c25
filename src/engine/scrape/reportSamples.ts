import { Labels } from "../labels/Labels.ts";
import type { ReportSample } from "../store/ScrapeAppender.ts";

export interface ScrapeReport {
  readonly isUp: boolean;
  readonly durationMs: number;
  /** On the page; 0 when it failed. */
  readonly samples: number;
  readonly newSeries: number;
}

/**
 * The series that Prometheus adds about each scrape. Nothing is relabelled here, so as many samples remain as there
 * were.
 */
export function createReporter(
  target: Readonly<Record<string, string>>,
): (report: ScrapeReport) => ReportSample[] {
  const named = (name: string) => Labels.of([["__name__", name], ...Object.entries(target)]);
  const up = named("up");
  const duration = named("scrape_duration_seconds");
  const scraped = named("scrape_samples_scraped");
  const remaining = named("scrape_samples_post_metric_relabeling");
  const added = named("scrape_series_added");
  return ({ isUp, durationMs, samples, newSeries }) => [
    { labels: up, value: isUp ? 1 : 0 },
    { labels: duration, value: durationMs / 1000 },
    { labels: scraped, value: samples },
    { labels: remaining, value: samples },
    { labels: added, value: newSeries },
  ];
}
