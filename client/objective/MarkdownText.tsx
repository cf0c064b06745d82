import type { ReactNode } from "react";
import Markdown, { defaultUrlTransform } from "react-markdown";
import type { Components } from "react-markdown";
import remarkGfm from "remark-gfm";

import { parseWebAddress } from "#shared/model/link.ts";

/** Markdown that anybody may have written: no HTML of theirs, no picture from elsewhere, and only links that are safe. */
export function MarkdownText({ text }: { readonly text: string }) {
  return (
    <Markdown remarkPlugins={PLUGINS} components={COMPONENTS} urlTransform={safeAddress} skipHtml>
      {text}
    </Markdown>
  );
}

const PLUGINS = [remarkGfm];

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
