import { createServer, connect } from "node:net";
import type { AddressInfo, Socket } from "node:net";

import { onTestFinished } from "vitest";

/** A stretch of network between a client and a server that a test can cut, freeze, slow down and plug in elsewhere. */
export interface NetworkCable {
  /** `http://127.0.0.1:PORT`: where clients connect. */
  readonly address: string;
  /** Ends every connection and refuses new ones, as a switched-off router does. */
  cut(): void;
  /** Takes new connections again. */
  mend(): void;
  /** Everything stays connected and nothing comes through, as on a train in a tunnel. */
  freeze(): void;
  thaw(): void;
  /** Where connections lead from now on: `ws://host:port/…` or `http://host:port`. */
  plugInto(address: string): void;
}

/** @param delay milliseconds that everything from the server takes longer */
export async function layCable(target: string, delay = 0): Promise<NetworkCable> {
  let port = Number(new URL(target).port);
  let whole = true;
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = connect({ port, host: "127.0.0.1" });
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end.setNoDelay(true);
      end.on("error", () => other.destroy());
      end.on("close", () => {
        ends.delete(end);
        other.destroy();
      });
    }
    near.on("data", (bytes) => far.write(bytes));
    far.on("data", (bytes) => {
      if (delay === 0) near.write(bytes);
      else setTimeout(() => near.destroyed || near.write(bytes), delay);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const drop = (): void => {
    for (const end of ends) end.destroy();
  };
  onTestFinished(() => {
    server.close();
    drop();
  });
  const { port: own } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${own}`,
    cut: () => {
      whole = false;
      drop();
    },
    mend: () => {
      whole = true;
    },
    freeze: () => {
      for (const end of ends) end.pause();
    },
    thaw: () => {
      for (const end of ends) end.resume();
    },
    plugInto: (address) => {
      port = Number(new URL(address).port);
    },
  };
}
