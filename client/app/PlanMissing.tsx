import { FrontPage } from "../ui/FrontPage.tsx";
import { Notice } from "../ui/Notice.tsx";
import { followLink } from "../view/followLink.ts";
import { PLANS_PATH } from "../view/route.ts";

/** For an address of no plan, or of one that is not shared with this person: the two look the same on purpose. */
export function PlanMissing() {
  return (
    <Notice title="There is no such plan here" actions={<PlansLink />}>
      <p>It may not be shared with you, or the link is not complete. Ask whoever sent you here for a new link.</p>
    </Notice>
  );
}

/** For an address of nothing. */
export function NowhereScreen() {
  return (
    <FrontPage title="Not found">
      <Notice title="There is nothing at this address" actions={<PlansLink />}>
        <p>Check the address for a missing letter, or start from the list of plans.</p>
      </Notice>
    </FrontPage>
  );
}

export function PlansLink() {
  return (
    <a className="button button--primary" href={PLANS_PATH} onClick={(event) => followLink(event, PLANS_PATH)}>
      Go to all plans
    </a>
  );
}
