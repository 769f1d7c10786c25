import { editorClaims } from "../claims/editor.ts";
import { editorCompletionClaims } from "../claims/editorCompletion.ts";
import { editorHintsClaims } from "../claims/editorHints.ts";
import { editorRowsClaims } from "../claims/editorRows.ts";
import { historyClaims } from "../claims/history.ts";
import { demoLooks } from "../claims/accessibility.ts";
import { paletteClaims } from "../claims/palette.ts";
import { test } from "../stack/demoFixtures.ts";

// How Explore is asked, on the demo cluster at a fixed time.

// The editor checks a text when the typing has paused, which is told by the page's clock.
test.describe(() => {
  test.use({ isDateHeld: false });
  editorClaims(test);
});
editorCompletionClaims(test);
editorHintsClaims(test);
editorRowsClaims(test);
historyClaims(test);
paletteClaims(test, demoLooks);
