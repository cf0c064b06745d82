import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

// oxlint-disable-next-line import/no-unassigned-import -- what it does is that nothing runs before the connection has begun
import "./plan/earlySocket.ts";
// oxlint-disable-next-line import/no-unassigned-import -- as above: it asks who is signed in, and opens the plan
import "./app/openAhead.ts";
// The common looks come first, so that each part's own may differ from them.
import "./ui/fonts.css";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/controls.css";
import "./ui/status.css";
import { App } from "./app/App.tsx";
import { takeLinkFromAddress } from "./entry/heldLink.ts";
import { withholdComposedKeys } from "./view/composedKeys.ts";

withholdComposedKeys();
takeLinkFromAddress();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id “root”.");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
