import { ModalDialog } from "../ui/ModalDialog.tsx";
import { KEYS } from "../view/keys.ts";
import "./keyList.css";

const GROUPS = [...new Set(Object.values(KEYS).map(({ group }) => group))];

/** Every key and what it does, from the table that the handlers ask. */
export function KeyListDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <ModalDialog title="Keys" onClose={onClose}>
      <p className="field__hint">In a text field they are letters, and Ctrl+Z is the text’s own.</p>
      <div className="key-lists">
        {GROUPS.map((group) => (
          <section key={group} className="key-list">
            <h3 className="key-list__group">{group}</h3>
            <dl className="key-list__keys">
              {Object.entries(KEYS)
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
