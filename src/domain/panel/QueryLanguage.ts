/** What a query is written in, by the API its source speaks. */
export type QueryLanguage = "promql" | "logql";
