import { Copy } from "lucide-react";
import { useRef } from "react";

import { copyText } from "./copyText.ts";
import { fetchedPart } from "./fetchedPart.tsx";
import { Part } from "./Part.tsx";
import "./shownLink.css";

const QrCode = fetchedPart(async () => (await import("./QrCode.tsx")).QrCode);

interface ShownLinkProps {
  readonly link: string;
  /** What the link is, such as “Invitation link”. */
  readonly label: string;
}

/** A link to be handed to somebody: to copy, or to read with the camera of another device. */
export function ShownLink({ link, label }: ShownLinkProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className="shown-link">
      <label className="field">
        <span className="field__label">{label}</span>
        <input
          ref={field}
          className="input shown-link__text"
          readOnly
          value={link}
          onFocus={(event) => event.target.select()}
        />
      </label>
      <button
        type="button"
        className="button button--primary"
        autoFocus
        onClick={() => void copyText(link, "Copied. Paste it into a message.", field.current)}
      >
        <Copy className="icon" aria-hidden="true" />
        Copy link
      </button>
      <div className="shown-link__code">
        <Part>
          <QrCode text={link} label={`${label} as a QR code`} />
        </Part>
      </div>
    </div>
  );
}
