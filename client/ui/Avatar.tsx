import "./avatar.css";

/** The first letters of the first and the last word: "Head of Delivery" → "HD". */
function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last].map((word) => [...(word ?? "")][0]?.toLocaleUpperCase() ?? "").join("") || "?";
}

/** A person as initials in a circle. The name stands beside it or is its label, so the initials are not read out. */
export function Avatar({ name, colour }: { readonly name: string; readonly colour?: number }) {
  return (
    <span className={colour === undefined ? "avatar" : `avatar avatar--${colour}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
