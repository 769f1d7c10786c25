import { exploreClaims } from "../claims/explore.ts";
import { hasPrometheus3, test } from "../stack/fixtures.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

exploreClaims(test);
