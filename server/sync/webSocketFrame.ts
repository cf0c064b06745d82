/** Bits of a frame's first byte: the last part of a message, of which the content is binary. */
const WHOLE_BINARY = 0x82;
/** What the second byte says of contents that it has no room to count, and how many bytes count them then. */
const COUNTED_IN_2 = 126;
const COUNTED_IN_8 = 127;

/** A message as it goes over the wire. Made once, it goes to any number of sockets. */
export interface WireFrame {
  readonly bytes: Uint8Array;
}

/** Frames a message as RFC 6455 has a server do it: in one piece, unmasked and not compressed. */
export function webSocketFrame(message: Uint8Array): WireFrame {
  const { length } = message;
  const head = length < COUNTED_IN_2 ? 2 : length < 2 ** 16 ? 4 : 10;
  const bytes = Buffer.allocUnsafe(head + length);
  bytes[0] = WHOLE_BINARY;
  if (head === 2) bytes[1] = length;
  else if (head === 4) {
    bytes[1] = COUNTED_IN_2;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = COUNTED_IN_8;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
  bytes.set(message, head);
  return { bytes };
}
