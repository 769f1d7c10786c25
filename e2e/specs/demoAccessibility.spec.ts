import { accessibilityClaims, demoLooks } from "../claims/accessibility.ts";
import { browserLookClaims } from "../claims/browserLook.ts";
import { test } from "../stack/demoFixtures.ts";

// Many whole-page checks in each test, and a busy machine takes its time.
test.describe.configure({ timeout: 180_000 });

accessibilityClaims(test, demoLooks);
browserLookClaims(test, demoLooks);
