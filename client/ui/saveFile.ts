/** Hands something over as a file to download. */
export function saveFile({ name, content }: { readonly name: string; readonly content: Blob }): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after this: give it time before the address is taken back.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
