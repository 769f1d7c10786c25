/** jsdom lays nothing out; CodeMirror measures text on each frame. A text without boxes is enough for it. */
if (typeof Range !== "undefined") {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = () => new DOMRect();
}
