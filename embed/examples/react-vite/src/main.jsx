import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { Panel } from "./Panel.jsx";

createRoot(document.querySelector("#panel")).render(
  <StrictMode>
    <Panel />
  </StrictMode>,
);
