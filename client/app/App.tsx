import { useEffect } from "react";

import { Toasts } from "../ui/Toasts.tsx";
import { parseRoute, usePath } from "../view/route.ts";
import type { Route } from "../view/route.ts";
import { fetchAhead } from "./fetchAhead.ts";
import { NowhereScreen } from "./PlanMissing.tsx";
import { PlanScreen } from "./PlanScreen.tsx";
import { PlansScreen } from "./PlansScreen.tsx";
import { UpdateOffer } from "./UpdateOffer.tsx";
import { Upset } from "./Upset.tsx";

/** The whole application: one screen, by the address, and what lies over every screen. */
export function App() {
  const route = parseRoute(usePath());
  useEffect(fetchAhead, []);
  return (
    <>
      {/* Opening an objective, or my updates, leaves the plan open. */}
      <Upset key={"planId" in route ? route.planId : route.screen}>
        <Screen route={route} />
      </Upset>
      <UpdateOffer />
      <Toasts />
    </>
  );
}

const MY_UPDATES = { name: "myUpdates" } as const;

function Screen({ route }: { readonly route: Route }) {
  switch (route.screen) {
    case "plans":
      return <PlansScreen />;
    case "plan":
      return <PlanScreen planId={route.planId} place={{ name: "board", objectiveId: route.objectiveId }} />;
    case "myUpdates":
      return <PlanScreen planId={route.planId} place={MY_UPDATES} />;
    case "nowhere":
      return <NowhereScreen />;
  }
}
