import { CheckCheck } from "lucide-react";
import { useState } from "react";

import type { ObjectiveId } from "#shared/model/id.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";

import { useRecordsShallow } from "../plan/usePlan.ts";
import { DialogButtons } from "../ui/DialogButtons.tsx";
import { ModalDialog } from "../ui/ModalDialog.tsx";
import { shownTitle } from "../view/shownTitle.ts";
import { standInWords } from "./standInWords.ts";

interface RestUnchangedProps {
  readonly objectiveIds: readonly ObjectiveId[];
  readonly onSaid: () => void;
}

/** Says of all that wait that they are still right, once it has been shown what that says of each. */
export function RestUnchanged({ objectiveIds, onSaid }: RestUnchangedProps) {
  const [asking, setAsking] = useState(false);
  const count = objectiveIds.length;
  return (
    <>
      <button type="button" className="button my-updates__rest" aria-haspopup="dialog" onClick={() => setAsking(true)}>
        <CheckCheck className="icon" aria-hidden="true" />
        Still right, all {count} …
      </button>
      {asking && (
        <ModalDialog title={`Still right, all ${count}?`} onClose={() => setAsking(false)}>
          <Titles objectiveIds={objectiveIds} />
          <p className="field__hint">Each gets a check-in that says nothing has changed. One undo takes all back.</p>
          <DialogButtons
            word={`Still right, all ${count}`}
            startsAt="action"
            onAct={() => {
              setAsking(false);
              onSaid();
            }}
            onCancel={() => setAsking(false)}
          />
        </ModalDialog>
      )}
    </>
  );
}

function Titles({ objectiveIds }: Pick<RestUnchangedProps, "objectiveIds">) {
  const titles = useRecordsShallow((records) =>
    objectiveIds.map((id) => {
      const title = shownTitle("objective", records.objectives.get(id)?.title);
      return `${title}: ${standInWords(objectiveState(records, id))}`;
    }),
  );
  return (
    <ul className="my-updates__titles">
      {titles.map((title, nth) => (
        <li key={objectiveIds[nth]}>{title}</li>
      ))}
    </ul>
  );
}
