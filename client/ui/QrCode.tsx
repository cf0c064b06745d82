import { encode } from "uqr";

/** Light modules around a code, without which a camera may not find it. */
const QUIET = 4;

interface QrCodeProps {
  readonly text: string;
  /** What the code is, for who cannot see it. */
  readonly label: string;
}

/** A text as a picture that a camera reads: dark on light in every theme, because many cameras read nothing else. */
export function QrCode({ text, label }: QrCodeProps) {
  const { data, size } = encode(text, { ecc: "M", border: QUIET });
  const dark = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" role="img" aria-label={label}>
      <path className="qr-code__dark" d={dark} />
    </svg>
  );
}
