import { WebSocket } from "ws";

import { closeCodes } from "#shared/protocol/closeCodes.ts";

/** "Message too big" of the WebSocket protocol. */
const TOO_BIG = 1009;

/**
 * A server's socket that closes with our code where ws would use 1009, which the stock provider takes for a passing
 * fault: it would send the same message again for ever.
 */
export class SyncSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === TOO_BIG) super.close(closeCodes.refused.code, closeCodes.refused.reason);
    else super.close(code, reason);
  }
}
