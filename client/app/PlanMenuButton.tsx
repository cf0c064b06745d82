import { EllipsisVertical } from "lucide-react";
import { lazy, Suspense, useState } from "react";

const PlanMenu = lazy(async () => ({ default: (await import("./PlanMenu.tsx")).PlanMenu }));

/** The way to everything about the plan that is not on its board. */
export function PlanMenuButton() {
  const [anchor, setAnchor] = useState<Element | null>(null);
  return (
    <>
      <button
        type="button"
        className="button button--quiet button--icon"
        aria-label="Plan menu"
        title="Plan menu"
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <EllipsisVertical className="icon" aria-hidden="true" />
      </button>
      {anchor && (
        <Suspense fallback={null}>
          <PlanMenu anchor={anchor} onClose={() => setAnchor(null)} />
        </Suspense>
      )}
    </>
  );
}
