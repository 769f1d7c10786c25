import { useRef, useState } from "react";
import { encodeExplore } from "../../../domain/link/exploreLink.ts";
import type { ExploreState } from "../../../domain/link/ExploreState.ts";
import { makeAbsolute } from "../../../domain/time/makeAbsolute.ts";
import { withBase } from "../../lib/basePath.ts";
import { copyText } from "../../lib/clipboard.ts";
import { searchOf } from "../../lib/useLinkState.ts";
import { Button } from "../../ui/Button.tsx";
import { Input } from "../../ui/Input.tsx";
import { Popover } from "../../ui/Popover.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { showToast } from "../../ui/toasts.ts";
import { zoneName } from "./state/browserZone.ts";

export interface ShareButtonProps {
  readonly state: ExploreState;
  /** The moment "now" means for the results on screen. */
  readonly asOfMs: number;
}

type TimeKind = "relative" | "absolute";

function linkTo(state: ExploreState): string {
  return `${window.location.origin}${withBase("/explore")}${searchOf(encodeExplore(state))}`;
}

/** Copies a link to exactly this view: the range as it is, or fixed to the instants on screen. */
export function ShareButton({ state, asOfMs }: ShareButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const [kind, setKind] = useState<TimeKind>("absolute");
  const anchor = useRef<HTMLButtonElement>(null);
  const range = makeAbsolute(state.range, { nowMs: asOfMs, zone: zoneName(state.zone) });
  const link = linkTo(kind === "absolute" ? { ...state, range, refreshMs: 0 } : state);
  const copy = async () => {
    const isCopied = await copyText(link);
    if (isCopied) setOpen(false);
    showToast(isCopied ? "Link copied" : "The browser did not allow copying; select the link and copy it");
  };
  return (
    <>
      <Button
        ref={anchor}
        icon="share-2"
        aria-expanded={isOpen}
        aria-label="Share"
        onClick={() => setOpen(!isOpen)}
      >
        <span className="max-sm:hidden">Share</span>
      </Button>
      {isOpen && (
        <Popover
          anchor={anchor}
          label="Share"
          align="end"
          onClose={() => setOpen(false)}
          className="w-90 p-3"
        >
          <p className="pb-2 text-fg-2">
            Opens the same queries, range and view. Whoever opens it needs this address.
          </p>
          <Segmented
            label="Time in the link"
            look="form"
            segments={[
              { value: "absolute", label: "These instants" },
              { value: "relative", label: "Range as it is" },
            ]}
            value={kind}
            onChange={setKind}
          />
          <div className="flex items-center gap-2 pt-3">
            <Input
              readOnly
              isMono
              aria-label="Link"
              value={link}
              onFocus={(event) => event.target.select()}
            />
            <Button variant="primary" icon="copy" size="lg" onClick={() => void copy()}>
              Copy link
            </Button>
          </div>
        </Popover>
      )}
    </>
  );
}
