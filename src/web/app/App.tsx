import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { createQueryClient } from "../lib/queryClient.ts";
import { Toasts } from "../ui/Toasts.tsx";
import { Frame } from "./Frame.tsx";

export function App() {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Frame />
      <Toasts />
    </QueryClientProvider>
  );
}
