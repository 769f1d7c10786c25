import type { Decoded } from "../../../domain/frame/Frame.ts";
import type { AnyRequest } from "./requestForm.ts";
import type { PanelRunRequest } from "./RunTypes.ts";

/**
 * Loki 3.7 dates a scalar of an instant query thousands of years ahead: `1+1` at 1795245000 is answered as
 * `[5910824850173,"2"]`. The moment that was asked for is the right one.
 */
export function atAskedTime(decoded: Decoded, request: AnyRequest | PanelRunRequest): Decoded {
  const { result, meta } = decoded;
  if (request.kind !== "instant" || request.api !== "loki" || result.kind !== "scalar") return decoded;
  return { meta, result: { ...result, sample: { ...result.sample, timeMs: request.timeMs } } };
}
