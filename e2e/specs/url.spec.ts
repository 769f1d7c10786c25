import { linkClaims } from "../claims/links.ts";
import { urlClaims } from "../claims/url.ts";
import { hasPrometheus3, test } from "../stack/fixtures.ts";

test.skip(!hasPrometheus3, "needs the real Prometheus 3");

urlClaims(test);
linkClaims(test);
