import { ExternalLink, Pencil, X } from "lucide-react";
import { useState } from "react";

import { addLink, changeLink, removeLink } from "#shared/commands/links.ts";
import type { LinkId } from "#shared/model/id.ts";
import type { Link } from "#shared/model/link.ts";
import { limits } from "#shared/model/limits.ts";
import type { Objective } from "#shared/model/objective.ts";

import { passFocus } from "../view/passFocus.ts";
import { useRun } from "../view/useRun.ts";
import { LinkForm } from "./LinkForm.tsx";

interface LinksProps {
  readonly objective: Objective;
  readonly editable: boolean;
}

/** Pages and addresses that belong to an objective. They open apart, and are not told where the reader came from. */
export function Links({ objective, editable }: LinksProps) {
  const run = useRun();
  const { id: objectiveId, links } = objective;
  const [changed, setChanged] = useState<LinkId | null>(null);
  /** The link that was changed last: focus goes back to the button it was changed from. */
  const [left, setLeft] = useState<LinkId | null>(null);
  if (links.length === 0 && !editable) return null;
  const leave = (linkId: LinkId): void => {
    setChanged(null);
    setLeft(linkId);
  };
  return (
    <section className="sheet__section">
      <h3 className="sheet__heading">Links</h3>
      <ul className="links">
        {links.map((link) =>
          editable && changed === link.id ? (
            <li key={link.id}>
              <LinkForm
                link={link}
                onSave={(given) => {
                  const saved = run(changeLink, { objectiveId, linkId: link.id, ...given }, "offerUndo") !== undefined;
                  if (saved) leave(link.id);
                  return saved;
                }}
                onCancel={() => leave(link.id)}
              />
            </li>
          ) : (
            <li key={link.id} className="links__entry">
              <ExternalLink className="icon" aria-hidden="true" />
              <a className="links__link" href={link.url} target="_blank" rel="noopener noreferrer">
                {nameOf(link)}
                <span className="visually-hidden"> (opens apart)</span>
              </a>
              {editable && (
                <>
                  <button
                    type="button"
                    className="button button--quiet button--icon"
                    aria-label={`Change the link ${nameOf(link)}`}
                    autoFocus={left === link.id}
                    onClick={() => setChanged(link.id)}
                  >
                    <Pencil className="icon" aria-hidden="true" />
                  </button>
                  <button
                    type="button"
                    className="button button--quiet button--icon links__remove"
                    aria-label={`Remove the link ${nameOf(link)}`}
                    onClick={({ currentTarget }) => {
                      // Not to a field, where Ctrl+Z would be the text's.
                      const add = currentTarget.closest("section")?.querySelector(".links__form button");
                      passFocus(currentTarget, ".links__remove", add);
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
      {editable && links.length < limits.linksPerObjective && (
        <LinkForm onSave={(given) => run(addLink, { objectiveId, ...given }) !== undefined} />
      )}
    </section>
  );
}

function nameOf({ title, url }: Link): string {
  return title || url;
}
