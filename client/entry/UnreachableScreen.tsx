import { FrontPage } from "../ui/FrontPage.tsx";
import { Notice } from "../ui/Notice.tsx";
import { askSession } from "./sessionStore.ts";

/** For a device that knows nothing and cannot ask. It goes on by itself once there is a network. */
export function UnreachableScreen() {
  return (
    <FrontPage>
      <Notice
        title={navigator.onLine ? "Waymark cannot be reached just now" : "You are offline"}
        actions={
          <button type="button" className="button button--primary" onClick={() => void askSession()}>
            Try again
          </button>
        }
      >
        <p>
          This device does not know who is signed in, and cannot ask. Once there is a connection this page goes on by
          itself.
        </p>
      </Notice>
    </FrontPage>
  );
}
