import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./app/base.css";
import { App } from "./app/App.tsx";
import { startTheme } from "./app/theme.ts";

startTheme();
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
