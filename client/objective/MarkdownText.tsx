import type { ReactNode } from "react";
import Markdown, { defaultUrlTransform } from "react-markdown";
import type { Components, Options } from "react-markdown";
import remarkGfm from "remark-gfm";

import { parseWebAddress } from "#shared/model/link.ts";

/** Markdown that anybody may have written: HTML of theirs is words like any others, no picture from elsewhere, and only links that are safe. */
export function MarkdownText({ text }: { readonly text: string }) {
  return (
    <Markdown
      remarkPlugins={PLUGINS}
      remarkRehypeOptions={HTML_AS_WORDS}
      components={COMPONENTS}
      urlTransform={safeAddress}
    >
      {text}
    </Markdown>
  );
}

const PLUGINS = [remarkGfm];

/** What holds paragraphs; everything else holds words. */
const HOLDS_PARAGRAPHS = ["root", "blockquote", "listItem", "footnoteDefinition"];

/** Who writes “<Name>” means a word. Were it left out, nobody would know that something is missing. */
const HTML_AS_WORDS: NonNullable<Options["remarkRehypeOptions"]> = {
  handlers: {
    html: (_state, { value }: { value: string }, parent) => {
      const words = { type: "text" as const, value };
      if (parent !== undefined && !HOLDS_PARAGRAPHS.includes(parent.type)) return words;
      return { type: "element", tagName: "p", properties: {}, children: [words] };
    },
  },
};

/** Web and mail addresses as they are; anything else is no address. */
function safeAddress(address: string): string {
  return parseWebAddress(defaultUrlTransform(address)) ?? "";
}

const COMPONENTS: Components = {
  a: ({ href, children }) => <SafeLink href={href}>{children}</SafeLink>,
  // Loading it would tell its host who reads this plan.
  img: ({ src, alt }) => <SafeLink href={src}>{alt || "Picture"}</SafeLink>,
  // The sheet has its own headings above these.
  h1: ({ children }) => <h4>{children}</h4>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  h4: ({ children }) => <h6>{children}</h6>,
  h5: ({ children }) => <h6>{children}</h6>,
};

interface SafeLinkProps {
  readonly href: unknown;
  readonly children: ReactNode;
}

function SafeLink({ href, children }: SafeLinkProps) {
  if (typeof href !== "string" || href === "") return children;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
      <span className="visually-hidden"> (opens apart)</span>
    </a>
  );
}
