import { ArrowLeft } from "lucide-react";
import { useState } from "react";

import { useSignedIn } from "../entry/useSignedIn.ts";
import { ThisDevice } from "../entry/ThisDevice.tsx";
import { FrontPage } from "../ui/FrontPage.tsx";
import "../ui/page.css";
import { followLink } from "../view/followLink.ts";
import { cameFrom, parseRoute, PLANS_PATH } from "../view/route.ts";
import "./account.css";
import { Devices } from "./Devices.tsx";
import { OtherDevice } from "./OtherDevice.tsx";
import { OwnName } from "./OwnName.tsx";

/** Who I am, where I am signed in, and how I get out. */
export function AccountScreen() {
  const who = useSignedIn();
  return (
    <FrontPage title="My account" tools={<BackLink />}>
      {who.kind === "signedIn" && (
        <>
          <h2 className="page__title">My account</h2>
          <OwnName name={who.session.name} />
          <OtherDevice />
          <ThisDevice />
          <Devices />
        </>
      )}
    </FrontPage>
  );
}

/** Back to the plan that this was opened from, else to all plans. */
function BackLink() {
  const [path] = useState(() => {
    const from = cameFrom();
    return from !== null && "planId" in parseRoute(from) ? from : PLANS_PATH;
  });
  return (
    <a className="button button--quiet" href={path} onClick={(event) => followLink(event, path)}>
      <ArrowLeft className="icon" aria-hidden="true" />
      {path === PLANS_PATH ? "All plans" : "Back to the plan"}
    </a>
  );
}
