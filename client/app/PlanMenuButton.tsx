import { EllipsisVertical } from "lucide-react";
import { useState } from "react";

import { fetchedPart } from "../ui/fetchedPart.tsx";
import { Part } from "../ui/Part.tsx";

const PlanMenu = fetchedPart(async () => (await import("./PlanMenu.tsx")).PlanMenu);

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
        <Part onMissing={() => setAnchor(null)}>
          <PlanMenu anchor={anchor} onClose={() => setAnchor(null)} />
        </Part>
      )}
    </>
  );
}
