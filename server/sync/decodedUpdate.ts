import type * as decoding from "lib0/decoding";
import * as Y from "yjs";

/** A Yjs v1 update taken apart, nothing of it applied. */
export type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>;
export type Struct = DecodedUpdate["structs"][number];

/**
 * Takes a whole update apart with the decoder that Yjs itself applies it with, so that nothing is read differently
 * later. Undefined if it is malformed, goes on after its end, brings one client twice (of which Yjs would apply only
 * the second part), or nests beyond what the stack holds.
 */
export function decodeUpdate(update: Uint8Array): DecodedUpdate | undefined {
  const decoders: StrictDecoder[] = [];
  class KeptDecoder extends StrictDecoder {
    constructor(decoder: decoding.Decoder) {
      super(decoder);
      decoders.push(this);
    }
  }
  try {
    const decoded = Y.decodeUpdateV2(update, KeptDecoder);
    return decoders[0]?.restDecoder.pos === update.length ? decoded : undefined;
  } catch {
    return undefined;
  }
}

class StrictDecoder extends Y.UpdateDecoderV1 {
  readonly #clients = new Set<number>();

  /** Called once per client. */
  override readClient(): number {
    const client = super.readClient();
    if (this.#clients.has(client)) throw new Error("client brought twice");
    this.#clients.add(client);
    return client;
  }
}
