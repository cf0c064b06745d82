import { keepsCopies, keptNamesOf, storageOf } from "../device/ownStorage.ts";
import { userOf } from "../entry/sessionStore.ts";
import { useSignedIn } from "../entry/useSignedIn.ts";
import { plansOnDevice } from "../plan/plansOnDevice.ts";
import { followLink } from "../view/followLink.ts";
import { planPath } from "../view/route.ts";

/** While the server does not say which plans there are: those that open without it. */
export function KeptPlans() {
  const userId = userOf(useSignedIn());
  if (userId === null) return null;
  const plans = plansOnDevice(storageOf(userId), keptNamesOf(userId));
  return (
    <section aria-labelledby="kept-title">
      <h2 id="kept-title" className="plans__subtitle">
        Kept on this device
      </h2>
      {plans.length === 0 ? (
        <p>{keepsCopies() ? NONE_YET : NEVER}</p>
      ) : (
        <ul className="plans__list">
          {plans.map(({ id, title }) => (
            <li key={id}>
              <a className="plans__plan" href={planPath(id)} onClick={(event) => followLink(event, planPath(id))}>
                <span className="plans__name">{title}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const NONE_YET = "No plan yet. Once you have opened one here, it opens without a connection too.";
const NEVER = "No plans, as was chosen at signing in. You can change that in your account.";
