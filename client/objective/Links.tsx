import { ExternalLink, X } from "lucide-react";
import { useRef, useState } from "react";
import type { FormEvent } from "react";

import { addLink, removeLink } from "#shared/commands/links.ts";
import { limits } from "#shared/model/limits.ts";
import type { Objective } from "#shared/model/objective.ts";

import { useRun } from "../view/useRun.ts";

interface LinksProps {
  readonly objective: Objective;
  readonly editable: boolean;
}

/** Pages and addresses that belong to an objective. They open apart, and are not told where the reader came from. */
export function Links({ objective, editable }: LinksProps) {
  const run = useRun();
  const { id: objectiveId, links } = objective;
  const [url, setUrl] = useState("");
  const [title, setTitle] = useState("");
  const field = useRef<HTMLInputElement>(null);
  if (links.length === 0 && !editable) return null;
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (run(addLink, { objectiveId, url: asAddress(url.trim()), title }) === undefined) return;
    setUrl("");
    setTitle("");
    field.current?.focus();
  };
  return (
    <section className="sheet__section">
      <h3 className="sheet__heading">Links</h3>
      <ul className="links">
        {links.map((link) => (
          <li key={link.id} className="links__entry">
            <ExternalLink className="icon" aria-hidden="true" />
            <a href={link.url} target="_blank" rel="noopener noreferrer">
              {link.title || link.url}
              <span className="visually-hidden"> (opens apart)</span>
            </a>
            {editable && (
              <button
                type="button"
                className="button button--quiet button--icon"
                aria-label={`Remove the link ${link.title || link.url}`}
                onClick={() => run(removeLink, { objectiveId, linkId: link.id }, "offerUndo")}
              >
                <X className="icon" aria-hidden="true" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {editable && links.length < limits.linksPerObjective && (
        <form className="links__add" onSubmit={add}>
          <input
            ref={field}
            className="input"
            aria-label="Address of a page or person"
            placeholder="Paste or type an address"
            inputMode="url"
            autoComplete="off"
            value={url}
            required
            maxLength={limits.urlLength}
            onChange={(event) => setUrl(event.target.value)}
          />
          <input
            className="input"
            aria-label="Words for the link (optional)"
            placeholder="What it is called (optional)"
            autoComplete="off"
            value={title}
            maxLength={limits.titleLength}
            onChange={(event) => setTitle(event.target.value)}
          />
          <button type="submit" className="button">
            Add link
          </button>
        </form>
      )}
    </section>
  );
}

/** People type addresses as they read them: a bare one means a web page, one with an @ a mail address. */
function asAddress(typed: string): string {
  // A scheme, and not the port of a bare host.
  if (/^[a-z][a-z\d+.-]*:(?!\d)/iu.test(typed)) return typed;
  return typed.includes("@") && !typed.includes("/") ? `mailto:${typed}` : `https://${typed}`;
}
