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
      {/* Opening an objective is still the same screen: nothing of it is drawn anew. */}
      <Upset key={route.screen === "plan" ? route.planId : route.screen}>
        <Screen route={route} />
      </Upset>
      <UpdateOffer />
      <Toasts />
    </>
  );
}

function Screen({ route }: { readonly route: Route }) {
  switch (route.screen) {
    case "plans":
      return <PlansScreen />;
    case "plan":
      return <PlanScreen planId={route.planId} objectiveId={route.objectiveId} />;
    case "nowhere":
      return <NowhereScreen />;
  }
}
