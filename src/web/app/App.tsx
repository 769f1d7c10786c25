import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { createQueryClient } from "../lib/queryClient.ts";
import { useRoute } from "../lib/route.ts";
import { Toasts } from "../ui/Toasts.tsx";
import { Frame } from "./Frame.tsx";
import { SessionGate } from "./SessionGate.tsx";

const OpenedLink = lazy(async () => ({ default: (await import("./OpenedLink.tsx")).OpenedLink }));

export function App() {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Pages />
      <Toasts />
    </QueryClientProvider>
  );
}

/** A link may be for anybody; everything else is for those who are there. */
function Pages() {
  const route = useRoute();
  if (route.page === "openedLink") {
    return (
      <SessionGate isOpen>
        <Suspense>
          <OpenedLink key={route.token} token={route.token} />
        </Suspense>
      </SessionGate>
    );
  }
  return (
    <SessionGate>
      <Frame />
    </SessionGate>
  );
}
