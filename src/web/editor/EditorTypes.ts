import type { MetadataMap } from "../../domain/query/promql/metricType.ts";

/** What a completion request found. */
export interface CompletionPage<Item> {
  readonly items: readonly Item[];
  /** True when the server had more than the 1,000 that were asked for. */
  readonly isCut: boolean;
}

interface CompletionRequest {
  readonly signal: AbortSignal;
}

/**
 * Where the PromQL editor's completion and hover data come from. `createCompletionClient` in
 * promql/completionClient.ts implements it over any `get`; a test or demo may bring its own.
 *
 * Every answer is bounded to 1,000 items. A call that a newer one supersedes, or whose signal
 * aborts, rejects with an AbortError; any other rejection closes the popup silently.
 */
export interface CompletionClient {
  /**
   * Metric names that contain the words of `prefix` in order, in any case ("cpu_sec" finds
   * "node_cpu_usage_seconds_total"), among the series that fit `match` (a selector; "" for all).
   */
  metricNames(
    request: CompletionRequest & { readonly prefix: string; readonly match: string },
  ): Promise<CompletionPage<string>>;
  /** Label names of the series that fit any of `matches` (selectors, sent as `match[]`); of all series where it is empty. */
  labelNames(
    request: CompletionRequest & { readonly matches: readonly string[] },
  ): Promise<CompletionPage<string>>;
  /** Values of `label` that contain `prefix`, among the series that fit `match` (a selector; "" for all). */
  labelValues(
    request: CompletionRequest & { readonly label: string; readonly match: string; readonly prefix: string },
  ): Promise<CompletionPage<string>>;
  /**
   * Metadata by metric family name (so without `_bucket`, `_sum`, `_count`); empty where the server has none.
   * Without `metric` the first 1,000 families; with it, that family alone.
   */
  metadata(request: CompletionRequest & { readonly metric?: string }): Promise<MetadataMap>;
}

/**
 * Where the LogQL editor's completion data come from. `createLogqlCompletionClient` in logql/logqlCompletionClient.ts
 * implements it over any `get`. Bounds and rejections as for CompletionClient.
 */
export interface LogqlCompletionClient {
  /** Label names of the streams that fit any of `matches` (stream selectors); of all streams where it is empty. */
  labelNames(
    request: CompletionRequest & { readonly matches: readonly string[] },
  ): Promise<CompletionPage<string>>;
  /** Values of `label` that contain `prefix`, among the streams that fit `match` (a stream selector; "" for all). */
  labelValues(
    request: CompletionRequest & { readonly label: string; readonly match: string; readonly prefix: string },
  ): Promise<CompletionPage<string>>;
  /** Fields and structured metadata seen in the lines already loaded, the most frequent first. Asks nobody. */
  fieldNames(): readonly string[];
  /** Values of such a field, the most frequent first. Asks nobody; without it values of fields are not offered. */
  fieldValues?(name: string): readonly string[];
}

/** A position in the text as the server reports it: both 1-based; the column counts UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Where the server says the query is wrong. */
export interface ServerError extends TextPosition {
  readonly message: string;
}

export type EditorLanguageName = "promql" | "logql";

/** The language of the text, with the client that knows its names; without a client only words of the language are completed. */
export type EditorLanguageProps =
  | {
      /** Default "promql". A change keeps text, cursor and history. */
      readonly language?: "promql";
      /** May change with source or range. */
      readonly client?: CompletionClient | undefined;
    }
  | { readonly language: "logql"; readonly client?: LogqlCompletionClient | undefined };

export type EditorProps = EditorFieldProps & EditorLanguageProps;

interface EditorFieldProps {
  /** Accessible name, "Query A". */
  readonly label: string;
  /** The text. The editor owns its document; a `value` that differs from it is applied as one undo step. */
  readonly value: string;
  /** Each change the user makes, with the whole text. */
  readonly onChange: (value: string) => void;
  /** Enter with no completion open, or Mod-Enter. Carries the text, which may be newer than `value`. */
  readonly onRun: (value: string) => void;
  /** Esc with nothing open: the editor has given up focus and the caller should place it, best on Run. */
  readonly onLeave?: () => void;
  /** Mod-↑ ("older"), Mod-↓ ("newer"), and ↑ at the start of the text ("older"). */
  readonly onHistory?: (direction: "older" | "newer") => void;
  /** Mod-Shift-F. The caller formats and sets `value`, or calls `replaceAll` (one undo step). */
  readonly onFormat?: (value: string) => void;
  /** Underlined in the text and described to assistive technology; ignored once the text has changed. */
  readonly serverError?: ServerError | null;
  /** Focus on first mount. Default false. */
  readonly autoFocus?: boolean;
  /** The query is switched off: its text is drawn in the tertiary colour. Default false. */
  readonly isHidden?: boolean;
  /** Nonce of the page's style-src, for the style elements CodeMirror would make. */
  readonly cspNonce?: string | undefined;
  /** Id of an element outside that also describes the field, for example the error line below it. */
  readonly describedBy?: string | undefined;
}

/** What a ref to QueryInput gives. */
export interface EditorHandle {
  focus(): void;
  /** Puts the cursor there, scrolls to it and focuses. Positions past the end are clamped. */
  goTo(position: TextPosition): void;
  /** Inserts at the cursor, replacing the selection, as one undo step. */
  insert(text: string): void;
  /** Replaces the whole text as one undo step; does nothing when it is equal. */
  replaceAll(text: string): void;
  /** The text at this moment. */
  getValue(): string;
}
