import { useState } from "react";
import { Dialog } from "../../ui/Dialog.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { CopyRow } from "./CopyRow.tsx";
import { ShortLinkForm } from "./ShortLinkForm.tsx";
import type { LinkTime, ShareOrder } from "./ShareOrder.ts";

export interface ShareDialogProps {
  readonly order: ShareOrder;
  readonly onClose: () => void;
}

/** The address of the page, at once; and for those who may, a short link that the server keeps. */
export function ShareDialog({ order: current, onClose }: ShareDialogProps) {
  // What was on screen when the button was pressed; the page behind may go on.
  const [order] = useState(current);
  const [time, setTime] = useState<LinkTime>("absolute");
  const texts = { absolute: order.rangeText("absolute"), relative: order.rangeText("relative") };
  const isFixed = texts.absolute === texts.relative;
  return (
    <Dialog title="Share" onClose={onClose}>
      <div className="flex flex-col gap-1">
        <span className="flex items-baseline gap-2">
          <span id="share-time" className="font-medium">
            Time
          </span>
          <span className="text-xs text-fg-3">{order.zone === "Etc/UTC" ? "UTC" : order.zone}</span>
        </span>
        {isFixed ? (
          <p className="text-fg-2">{texts.absolute}</p>
        ) : (
          <Segmented
            label="Time"
            labelledBy="share-time"
            segments={[
              { value: "absolute", label: texts.absolute },
              { value: "relative", label: texts.relative },
            ]}
            value={time}
            onChange={setTime}
          />
        )}
      </div>
      <CopyRow
        label="Address of this page"
        hint={`Works for everybody who may open this page.${order.holdsQueries ? " It holds the queries." : ""}`}
        text={order.address(time)}
        button="Copy URL"
        isPrimary={!order.canMake}
      />
      {order.canMake && (
        <>
          <hr className="-mx-4 border-line-1" />
          <ShortLinkForm order={order} time={time} onClose={onClose} />
        </>
      )}
    </Dialog>
  );
}
