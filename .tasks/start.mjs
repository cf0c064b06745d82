// `npm start`: everything from a fresh clone to a running server.
import { buildIfChanged } from "./build.mjs";
import { install } from "./install.mjs";
import { become, node } from "./project.mjs";

install();
buildIfChanged();
become(node, ["server/main.ts"]);
