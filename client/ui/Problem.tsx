/** Why what was just asked for was not done, and what to do; read out when it comes. Nothing while all is well. */
export function Problem({ text }: { readonly text: string | null }) {
  if (text === null) return null;
  return (
    <p className="field__error" role="alert">
      {text}
    </p>
  );
}
