import { createRoot } from "react-dom/client";

// What the probe takes for a card: this page is as soon usable as any page with React can be.
createRoot(document.body.appendChild(document.createElement("div"))).render(<p data-testid="card-none">Nothing.</p>);
