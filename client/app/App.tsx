import { Suspense, useEffect, useEffectEvent, useRef } from "react";

import { keptFor } from "../entry/sessionStore.ts";
import { useSignedIn } from "../entry/useSignedIn.ts";
import { fetchedPart } from "../ui/fetchedPart.tsx";
import { Opening } from "../ui/Opening.tsx";
import { Toasts } from "../ui/Toasts.tsx";
import { focusSoon } from "../view/passFocus.ts";
import { parseRoute } from "../view/route.ts";
import type { Route } from "../view/route.ts";
import { usePath } from "../view/usePath.ts";
import { fetchAhead } from "./fetchAhead.ts";
import { NowhereScreen } from "./PlanMissing.tsx";
import { PlanScreen } from "./PlanScreen.tsx";
import { Upset } from "./Upset.tsx";
import { useUpdateOffer } from "./useUpdateOffer.ts";

/** The whole application: one screen, by the address, and what lies over every screen. */
export function App() {
  const path = usePath();
  const route = parseRoute(path);
  useEffect(fetchAhead, []);
  useUpdateOffer();
  const before = useRef<string | null>(null);
  // Opening an objective, or my updates, leaves the plan open.
  const shown = "planId" in route ? route.planId : route.screen;
  const onShown = (): void => {
    // Where the page begins is the browser's to say; later, what led from one screen to another is gone with that.
    if (before.current !== null) focusSoon();
    before.current = shown;
  };
  return (
    <>
      <Upset key={shown} path={path}>
        <Suspense fallback={<Opening />}>
          <Screen route={route} onShown={onShown} />
        </Suspense>
      </Upset>
      <Toasts />
    </>
  );
}

const MY_UPDATES = { name: "myUpdates" } as const;
const PLAN_PAGES = {
  people: { name: "people" },
  settings: { name: "settings" },
  activity: { name: "activity" },
} as const;

// A plan's board is what most come for: it is not to wait for the rest.
const PlansScreen = fetchedPart(async () => (await import("./PlansScreen.tsx")).PlansScreen);
const AccountScreen = fetchedPart(async () => (await import("../account/AccountScreen.tsx")).AccountScreen);
const JoinScreen = fetchedPart(async () => (await import("../entry/JoinScreen.tsx")).JoinScreen);
const SignInScreen = fetchedPart(async () => (await import("../entry/SignInScreen.tsx")).SignInScreen);
const UnreachableScreen = fetchedPart(async () => (await import("../entry/UnreachableScreen.tsx")).UnreachableScreen);

interface ScreenProps {
  readonly route: Route;
  /** Another one is on screen, as another was asked for or somebody has come in. */
  readonly onShown: () => void;
}

/** What the address asks for, if somebody is signed in; else the way in. The address stays. */
function Screen({ route, onShown }: ScreenProps) {
  const who = useSignedIn();
  const show = useEffectEvent((kind: typeof who.kind) => {
    if (kind !== "asking") onShown();
  });
  useEffect(() => show(who.kind), [who.kind]);
  if (route.screen === "nowhere") return <NowhereScreen />;
  if (route.screen === "join") return <JoinScreen />;
  switch (who.kind) {
    case "asking":
      return (
        <main className="front__waiting">
          <p role="status">One moment…</p>
        </main>
      );
    case "unreachable":
      return <UnreachableScreen />;
    case "signedOut":
      return <SignInScreen />;
    case "ended":
      // What is open stays, with what it has not sent.
      return "planId" in route ? <SignedInScreen key={keptFor(who)} route={route} /> : <SignInScreen />;
    case "signedIn":
      return <SignedInScreen key={keptFor(who)} route={route} />;
  }
}

function SignedInScreen({ route }: { readonly route: Exclude<Route, { screen: "nowhere" | "join" }> }) {
  switch (route.screen) {
    case "plans":
      return <PlansScreen />;
    case "plan":
      return <PlanScreen planId={route.planId} place={{ name: "board", objectiveId: route.objectiveId }} />;
    case "myUpdates":
      return <PlanScreen planId={route.planId} place={MY_UPDATES} />;
    case "people":
    case "settings":
    case "activity":
      return <PlanScreen planId={route.planId} place={PLAN_PAGES[route.screen]} />;
    case "account":
      return <AccountScreen />;
  }
}
