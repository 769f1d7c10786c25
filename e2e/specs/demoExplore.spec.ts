import { browserClaims } from "../claims/browser.ts";
import { chartClaims } from "../claims/chart.ts";
import { classic, histogramClaims } from "../claims/histogram.ts";
import { exemplarClaims } from "../claims/exemplars.ts";
import { emptyResultClaims } from "../claims/emptyResult.ts";
import { exploreClaims } from "../claims/explore.ts";
import { tableClaims } from "../claims/table.ts";
import { test } from "../stack/demoFixtures.ts";

// What Explore shows, on the demo cluster at a fixed time.

exploreClaims(test);
chartClaims(test);
histogramClaims(test, [{ kind: "classic", queryOf: classic }]);
exemplarClaims(test);
tableClaims(test);
browserClaims(test);
emptyResultClaims(test);
