import { useEffect } from "react";

import { Toasts } from "../ui/Toasts.tsx";
import { parseRoute, usePath } from "../view/route.ts";
import { fetchAhead } from "./fetchAhead.ts";
import { NowhereScreen } from "./PlanMissing.tsx";
import { PlanScreen } from "./PlanScreen.tsx";
import { PlansScreen } from "./PlansScreen.tsx";
import { UpdateOffer } from "./UpdateOffer.tsx";
import { Upset } from "./Upset.tsx";

/** The whole application: one screen, by the address, and what lies over every screen. */
export function App() {
  const path = usePath();
  useEffect(fetchAhead, []);
  return (
    <>
      <Upset key={path}>
        <Screen path={path} />
      </Upset>
      <UpdateOffer />
      <Toasts />
    </>
  );
}

function Screen({ path }: { readonly path: string }) {
  const route = parseRoute(path);
  switch (route.screen) {
    case "plans":
      return <PlansScreen />;
    case "plan":
      return <PlanScreen planId={route.planId} objectiveId={route.objectiveId} />;
    case "nowhere":
      return <NowhereScreen />;
  }
}
