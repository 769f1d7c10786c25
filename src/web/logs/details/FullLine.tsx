import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { cutText, ROW_CHARS, sizeText } from "../text/cutText.ts";
import { LineText } from "../text/LineText.tsx";

export interface FullLineProps {
  readonly text: string;
  readonly queryMarks: readonly RegExp[];
}

/** The whole line, wrapped; a very long one from its beginning until the rest is asked for. */
export function FullLine({ text, queryMarks }: FullLineProps) {
  const [isWhole, setWhole] = useState(false);
  const isCut = !isWhole && cutText(text, ROW_CHARS).length < text.length;
  return (
    <>
      <h3 className="sg-details-title">Line</h3>
      <div
        // Scrolled with the arrow keys when it is long.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label="Whole line"
        className="mono max-h-80 overflow-auto text-code whitespace-pre-wrap [overflow-wrap:anywhere]"
      >
        <LineText
          text={text}
          limit={isWhole ? text.length : ROW_CHARS}
          isWrapped
          queryMarks={queryMarks}
          findMark={null}
          isCurrent={false}
        />
        {isCut && <span className="text-fg-3"> …</span>}
      </div>
      {isCut && (
        <Button size="sm" icon="chevron-down" className="mt-1" onClick={() => setWhole(true)}>
          Show all {sizeText(text)}
        </Button>
      )}
    </>
  );
}
