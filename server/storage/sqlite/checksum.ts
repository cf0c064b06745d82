import { crc32 } from "node:zlib";

/** CRC-32 of a row: its key and its content, so that a row in the wrong place is found out as well as a flipped bit. */
export function checksum(key: readonly (string | number)[], content: Uint8Array | string = ""): number {
  return crc32(content, crc32(key.join("\n")));
}
