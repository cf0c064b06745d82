import { Plus } from "lucide-react";
import { useEffect, useState } from "react";
import type { FormEvent } from "react";

import type { PlanId } from "#shared/model/id.ts";
import { limits } from "#shared/model/limits.ts";
import type { PlanListing } from "#shared/protocol/httpApi.ts";
import { ACCOUNT_PATH } from "#shared/protocol/signIn.ts";

import { createPlan, listPlans } from "../api/plans.ts";
import { useAnswer } from "../api/useAnswer.ts";
import type { Answer } from "../api/useAnswer.ts";
import { useRequest } from "../api/useRequest.ts";
import { keptNamesOf, storageOf } from "../device/ownStorage.ts";
import { userOf } from "../entry/sessionStore.ts";
import { useSignedIn } from "../entry/useSignedIn.ts";
import { initialsOf } from "../people/initials.ts";
import { nameOnly } from "../plan/plansOnDevice.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { ageInWords, daysSince, longDate } from "../ui/dates.ts";
import { FrontPage } from "../ui/FrontPage.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Problem } from "../ui/Problem.tsx";
import { useAskAgain } from "../ui/useAskAgain.ts";
import { useNeeded } from "../ui/useNeeded.tsx";
import { followLink } from "../view/followLink.ts";
import { navigate, planPath } from "../view/route.ts";
import { shownTitle } from "../view/shownTitle.ts";
import { useToday } from "../view/today.ts";
import "./plans.css";
import { KeptPlans } from "./KeptPlans.tsx";
import { isPutAside, PutAsidePlans } from "./PutAsidePlans.tsx";

/** The plans there are, and the way to make one. */
export function PlansScreen() {
  const { answer, reload } = useAnswer(listPlans);
  useNamesOnly(answer);
  return (
    <FrontPage tools={<WhoIAm />}>
      <Plans answer={answer} onAgain={reload} />
    </FrontPage>
  );
}

/** What the server lists no more is not named on this device either. */
function useNamesOnly(answer: Answer<readonly PlanListing[]>): void {
  const userId = userOf(useSignedIn());
  useEffect(() => {
    if (answer.kind !== "known" || answer.problem !== null || userId === null) return;
    const theirs = answer.value.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id);
    nameOnly(storageOf(userId), keptNamesOf(userId), theirs);
  }, [answer, userId]);
}

/** Whose plans these are, and the way to their account. */
function WhoIAm() {
  const who = useSignedIn();
  if (who.kind !== "signedIn") return null;
  const { name } = who.session;
  return (
    <a
      className="button button--quiet plans__me"
      href={ACCOUNT_PATH}
      title="Your name and your devices"
      onClick={(event) => followLink(event, ACCOUNT_PATH)}
    >
      <Avatar name={name} letters={initialsOf(name)} />
      <span>
        <span className="visually-hidden">My account: </span>
        {name}
      </span>
    </a>
  );
}

interface PlansProps {
  readonly answer: Answer<readonly PlanListing[]>;
  readonly onAgain: () => Promise<void>;
}

function Plans({ answer, onAgain }: PlansProps) {
  const askAgain = useAskAgain(answer, onAgain);
  switch (answer.kind) {
    case "loading":
      return <p className="plans__loading">Looking for plans…</p>;
    case "failed":
      return (
        <>
          <Notice
            title={navigator.onLine ? "The plans cannot be listed just now" : "You are offline"}
            actions={
              <button type="button" className="button button--primary" onClick={askAgain}>
                Try again
              </button>
            }
          >
            <p>{answer.error.message}</p>
          </Notice>
          <KeptPlans />
        </>
      );
    case "known": {
      const plans = answer.value.filter((plan) => !isPutAside(plan));
      const aside = answer.value.filter(isPutAside);
      return (
        <>
          {plans.length === 0 ? (
            <section className="plans__first">
              <h2>{aside.length === 0 ? "No plan yet" : "No plan in use"}</h2>
              <p>
                A plan is a board that a whole team shares: columns are missions, cards are objectives, and saying how
                one goes takes seconds. Look around in the example, or start your own.
              </p>
            </section>
          ) : (
            <section aria-labelledby="plans-title">
              <h2 id="plans-title" className="plans__subtitle">
                Plans
              </h2>
              <ul className="plans__list">
                {plans.map((plan) => (
                  <PlanEntry key={plan.id} plan={plan} />
                ))}
              </ul>
            </section>
          )}
          <PutAsidePlans plans={aside} onRestored={onAgain} />
          <NewPlan first={answer.value.length === 0} />
        </>
      );
    }
  }
}

function PlanEntry({ plan }: { readonly plan: PlanListing }) {
  const path = planPath(plan.id);
  const today = useToday();
  return (
    <li>
      <a className="plans__plan" href={path} onClick={(event) => followLink(event, path)}>
        <span className="plans__name">{shownTitle("plan", plan.title)}</span>
        <span className="plans__age" title={longDate(plan.updatedAt)}>
          changed {ageInWords(daysSince(plan.updatedAt, today))}
        </span>
      </a>
    </li>
  );
}

function NewPlan({ first }: { readonly first: boolean }) {
  const [title, setTitle] = useState("");
  const { busy, problem, ask } = useRequest();
  const needed = useNeeded("Say what the plan is called.");
  const make = (template: Parameters<typeof createPlan>[0]): void => void ask(() => createPlan(template), open);
  const makeEmpty = (event: FormEvent): void => {
    event.preventDefault();
    make({ template: "empty", title });
  };
  return (
    <section className="plans__new" aria-labelledby="new-plan-title">
      <h2 id="new-plan-title" className="plans__subtitle">
        New plan
      </h2>
      <button
        type="button"
        className={first ? "button button--primary" : "button"}
        aria-disabled={busy}
        onClick={() => make({ template: "example" })}
      >
        Open the example plan
      </button>
      <form className="plans__empty" onSubmit={makeEmpty}>
        <label className="field">
          <span className="field__label">Or start an empty one: what is it called?</span>
          <input
            {...needed.input}
            className="input"
            value={title}
            maxLength={limits.titleLength}
            autoComplete="off"
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <button type="submit" className="button" aria-disabled={busy}>
          <Plus className="icon" aria-hidden="true" />
          Create
        </button>
        {needed.problem}
      </form>
      <Problem text={problem} />
    </section>
  );
}

function open(planId: PlanId): void {
  navigate(planPath(planId));
}
