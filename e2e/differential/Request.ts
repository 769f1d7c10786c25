/** What both engines are asked: a path below `/api/v1/` and its parameters, some of which repeat. */
export interface ApiRequest {
  readonly path: string;
  readonly params: readonly (readonly [name: string, value: string])[];
}

export interface ApiAnswer {
  readonly httpStatus: number;
  readonly body: {
    readonly status: "success" | "error";
    readonly data?: unknown;
    readonly errorType?: string;
    readonly error?: string;
    readonly warnings?: readonly string[];
    readonly infos?: readonly string[];
  };
}

/** An engine with Prometheus' HTTP API: the real one or ours. */
export interface Asked {
  readonly name: string;
  ask(request: ApiRequest): Promise<ApiAnswer>;
}

export const paramOf = (request: ApiRequest, name: string): string | undefined =>
  request.params.find(([key]) => key === name)?.[1];

/** As a shell line that repeats it. */
export function describe(request: ApiRequest): string {
  const params = request.params.map(
    ([name, value]) => `--data-urlencode '${name}=${value.replaceAll("'", String.raw`'\''`)}'`,
  );
  return `curl -sG $URL/api/v1/${request.path} ${params.join(" ")}`;
}
