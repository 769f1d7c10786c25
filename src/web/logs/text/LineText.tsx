import { cx } from "../../ui/cx.ts";
import { lineSegments, type Segment, type SegmentOptions } from "./lineSegments.ts";

export interface LineTextProps extends SegmentOptions {
  readonly text: string;
}

const partClass: Record<Segment["part"], string> = {
  // The ground of a line: a text node of its own costs no element, and a window of lines has hundreds of them.
  key: "",
  value: "text-fg-2",
  message: "text-fg-1",
};

/** A line's text in runs: fields, terminal colours and marks. Text of a source becomes text nodes, nothing else. */
export function LineText({ text, ...options }: LineTextProps) {
  const { segments } = lineSegments(text, options);
  return segments.map((segment, index) => {
    if (segment.mark !== "none") {
      return (
        <mark key={index} className={cx("sg-mark", segment.mark !== "query" && `sg-mark-${segment.mark}`)}>
          {segment.text}
        </mark>
      );
    }
    const className = cx(partClass[segment.part], segment.ansi);
    return className === "" ? (
      segment.text
    ) : (
      <span key={index} className={className}>
        {segment.text}
      </span>
    );
  });
}
