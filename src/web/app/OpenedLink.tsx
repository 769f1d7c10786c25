import { OpenedLinkPage } from "../features/share/OpenedLinkPage.tsx";
import { LinkPanels } from "./LinkPanels.tsx";

/** A link that was opened, with its panels as boards show them. */
export function OpenedLink({ token }: { readonly token: string }) {
  return <OpenedLinkPage token={token} renderPanels={(slot) => <LinkPanels {...slot} />} />;
}
