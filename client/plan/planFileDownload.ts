/** A file to be saved by the person. */
export interface Download {
  readonly name: string;
  readonly content: Blob;
}

/** A plan file under a name that says which plan, and of when: "Summer reading 2026-03-31T1402.json". */
export function planFileDownload(file: object, title: string, at: number): Download {
  const day = new Date(at).toISOString().slice(0, 16).replace(":", "");
  return {
    name: `${fileName(title)} ${day}.json`,
    content: new Blob([JSON.stringify(file, null, 2)], { type: "application/json" }),
  };
}

/** What every file system takes. */
function fileName(title: string): string {
  return (
    title
      .replaceAll(/[^\p{L}\p{N}._-]+/gu, " ")
      .trim()
      .slice(0, 80) || "plan"
  );
}
