import { linkClaims } from "../claims/links.ts";
import { phoneClaims } from "../claims/phone.ts";
import { refreshClaims } from "../claims/refresh.ts";
import { timeClaims } from "../claims/time.ts";
import { timeStepClaims } from "../claims/timeStep.ts";
import { urlClaims } from "../claims/url.ts";
import { test } from "../stack/demoFixtures.ts";

// When and where Explore looks, on the demo cluster at a fixed time.

timeClaims(test);
timeStepClaims(test);
refreshClaims(test);
urlClaims(test);
linkClaims(test);
phoneClaims(test);
