import { WhyNoCheckIn } from "../checkIn/WhyNoCheckIn.tsx";
import { PersonChooser } from "../people/PersonChooser.tsx";
import { useCan, usePersonId } from "../plan/usePlan.ts";
import { Notice } from "../ui/Notice.tsx";
import { BoardLink } from "./BoardLink.tsx";
import { Updates } from "./Updates.tsx";
import "./myUpdates.css";

/** What I own and have to say something about, one at a time. Asks first who I am, once per device. */
export function MyUpdates() {
  const personId = usePersonId();
  const mayAdd = useCan("addPerson");
  const mayCheckIn = useCan("recordCheckIn", personId);
  return (
    <div className="my-updates">
      <div className="my-updates__page">
        {personId === null && (mayAdd || mayCheckIn) ? (
          <section className="my-updates__who">
            <h2 className="my-updates__title">Who are you?</h2>
            <p className="field__hint">
              Choose yourself among the people of this plan: what you own waits here when it is due. You are asked once.
            </p>
            <PersonChooser />
          </section>
        ) : personId === null || !mayCheckIn ? (
          <Notice title="You can look, not check in" actions={<BoardLink />}>
            <WhyNoCheckIn ownerId={personId} />
          </Notice>
        ) : (
          <Updates key={personId} personId={personId} />
        )}
      </div>
    </div>
  );
}
