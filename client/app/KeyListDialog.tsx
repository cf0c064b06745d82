import { mayAtAll } from "#shared/permissions/can.ts";

import { useMembership } from "../plan/usePlan.ts";
import { ModalDialog } from "../ui/ModalDialog.tsx";
import { KEYS } from "../view/keys.ts";
import type { Key } from "../view/keys.ts";
import "./keyList.css";

const ALL: readonly (readonly [string, Key])[] = Object.entries(KEYS);

/** Every key that does something for this person, and what, from the table that the handlers ask. */
export function KeyListDialog({ onClose }: { readonly onClose: () => void }) {
  const { role } = useMembership();
  const keys = ALL.filter(([, { needs }]) => needs === undefined || mayAtAll(role, needs));
  const groups = [...new Set(keys.map(([, { group }]) => group))];
  return (
    <ModalDialog title="Keys" onClose={onClose}>
      <p className="field__hint">While you type in a field these keys type as usual.</p>
      <div className="key-lists">
        {groups.map((group) => (
          <section key={group} className="key-list">
            <h3 className="key-list__group">{group}</h3>
            <dl>
              {keys
                .filter(([, key]) => key.group === group)
                .map(([name, { does, shown }]) => (
                  <div key={name} className="key-list__key">
                    <dt>{does}</dt>
                    <dd className="key-list__shown">
                      {shown.map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </ModalDialog>
  );
}
