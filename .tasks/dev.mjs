// `npm run dev`: the server and Vite on one address. The screen updates as you edit; the server restarts.
import { install } from "./install.mjs";
import { become, node } from "./project.mjs";

install();
become(node, ["--watch-path=server", "--watch-path=shared", "--watch-preserve-output", "server/devMain.ts"]);
