import * as encoding from "lib0/encoding";

/** Numbers, and bytes as they are, one after the other in lib0's encoding. */
export function lib0Bytes(...parts: readonly (number | Uint8Array | string)[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === "number") encoding.writeVarUint(encoder, part);
    else if (typeof part === "string") encoding.writeVarString(encoder, part);
    else encoding.writeUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder);
}

/** The first byte of a struct that brings something: what, and which of its neighbours and its key it names. */
export const structInfo = { left: 0x80, right: 0x40, key: 0x20, characters: 4, type: 7, value: 8 } as const;

/** One struct: its first byte, then numbers and texts. */
export function structOf(info: number, ...parts: readonly (number | Uint8Array | string)[]): Uint8Array {
  return lib0Bytes(Uint8Array.of(info), ...parts);
}

/** The number 1 as a plain value. */
const ONE = Uint8Array.of(125, 1);

/** A plain value under a key of a root, with no neighbour named. */
export function looseValue(root: string, key: string): Uint8Array {
  return structOf(structInfo.value | structInfo.key, 1, root, key, 1, ONE);
}

/** An update of the structs of one client, and of nothing that is deleted. */
export function updateOf(client: number, clock: number, structs: readonly Uint8Array[]): Uint8Array {
  return lib0Bytes(1, structs.length, client, clock, ...structs, 0);
}
