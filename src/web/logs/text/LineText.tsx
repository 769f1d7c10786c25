import { cx } from "../../ui/cx.ts";
import { lineSegments, type Segment, type SegmentOptions } from "./lineSegments.ts";

export interface LineTextProps extends SegmentOptions {
  readonly text: string;
}

const partClass: Record<Segment["part"], string> = {
  key: "text-fg-3",
  value: "text-fg-2",
  message: "text-fg-1",
};

/** A line's text in runs: fields, terminal colours and marks. Text of a source becomes text nodes, nothing else. */
export function LineText({ text, ...options }: LineTextProps) {
  const { segments } = lineSegments(text, options);
  return segments.map((segment, index) => {
    const className = cx(segment.mark === "none" && partClass[segment.part], segment.ansi);
    return segment.mark === "none" ? (
      <span key={index} className={className}>
        {segment.text}
      </span>
    ) : (
      <mark
        key={index}
        className={cx("sg-mark", segment.mark !== "query" && `sg-mark-${segment.mark}`, className)}
      >
        {segment.text}
      </mark>
    );
  });
}
