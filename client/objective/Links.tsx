import { ExternalLink, Pencil, X } from "lucide-react";

import { addLink, changeLink, removeLink } from "#shared/commands/links.ts";
import type { LinkId } from "#shared/model/id.ts";
import { limits } from "#shared/model/limits.ts";
import type { Objective } from "#shared/model/objective.ts";

import { passFocus } from "../view/passFocus.ts";
import { useAttempt, useRun } from "../view/useRun.ts";
import { LinkForm } from "./LinkForm.tsx";
import { LinkItself, nameOf } from "./LinkItself.tsx";
import { TakesNoMore } from "./TakesNoMore.tsx";
import { useOpenEntry } from "./useOpenEntry.ts";

interface LinksProps {
  readonly objective: Objective;
  readonly editable: boolean;
}

/** Pages and addresses that belong to an objective. They open apart, and are not told where the reader came from. */
export function Links({ objective, editable }: LinksProps) {
  const run = useRun();
  const attempt = useAttempt();
  const { id: objectiveId, links } = objective;
  const isArchived = objective.archived !== null;
  const { section, open, focus, show, close, closeAdded, forgetFocus } = useOpenEntry<LinkId>();
  if (links.length === 0 && !editable) return null;
  const takesMore = editable && links.length < limits.linksPerObjective;
  return (
    <section ref={section} className="sheet__section" aria-labelledby="links-heading" tabIndex={-1}>
      <div className="sheet__line">
        <h3 className="sheet__heading" id="links-heading">
          Links
        </h3>
        {takesMore && open !== "new" && (
          <button
            type="button"
            className="button links__add"
            disabled={isArchived}
            autoFocus={focus === "new"}
            onClick={() => show("new")}
          >
            Add a link
          </button>
        )}
      </div>
      {links.length === 0 && open !== "new" && (
        <p className="field__hint">None yet. A page, a file or a mail address that belongs to this.</p>
      )}
      <ul className="links">
        {links.map((link) =>
          editable && open === link.id ? (
            <li key={link.id}>
              <LinkForm
                link={link}
                onSave={(given) => {
                  const changed = attempt(changeLink, { objectiveId, linkId: link.id, ...given }, "offerUndo");
                  if (changed.ok) close();
                  return changed;
                }}
                onClose={close}
              />
            </li>
          ) : (
            <li key={link.id} className="links__entry">
              <ExternalLink className="icon" aria-hidden="true" />
              <LinkItself link={link} />
              {editable && (
                <>
                  <button
                    type="button"
                    className="button button--quiet button--icon"
                    aria-label={`Change the link ${nameOf(link)}`}
                    disabled={isArchived}
                    autoFocus={focus === link.id}
                    onClick={() => show(link.id)}
                  >
                    <Pencil className="icon" aria-hidden="true" />
                  </button>
                  <button
                    type="button"
                    className="button button--quiet button--icon links__remove"
                    aria-label={`Remove the link ${nameOf(link)}`}
                    disabled={isArchived}
                    onClick={({ currentTarget }) => {
                      // Not to a field, where Ctrl+Z would be the text's.
                      const add = currentTarget.closest("section")?.querySelector(".links__add, .links__form button");
                      passFocus(currentTarget, ".links__remove", add);
                      forgetFocus();
                      run(removeLink, { objectiveId, linkId: link.id }, "offerUndo");
                    }}
                  >
                    <X className="icon" aria-hidden="true" />
                  </button>
                </>
              )}
            </li>
          ),
        )}
      </ul>
      {takesMore && open === "new" && (
        <LinkForm
          onSave={(given) => {
            const added = attempt(addLink, { objectiveId, ...given });
            if (added.ok) closeAdded(links.length + 1 < limits.linksPerObjective ? "new" : "full");
            return added;
          }}
          onClose={close}
        />
      )}
      {editable && !takesMore && (
        <TakesNoMore hasFocus={focus === "full"}>
          An objective takes up to {limits.linksPerObjective} links. Remove one to add another.
        </TakesNoMore>
      )}
    </section>
  );
}
