/** The type of the message `compressed`, by which a client tells it before it can read any other; see messages.ts. */
export const COMPRESSED = 11;

/**
 * The version of the message `whole`. It grows with each change of what records consist of, as its reader takes their fields
 * on trust: a browser may still work with what it fetched before the server was renewed. Version 1 was a SyncStep2, and whoever
 * reads another one than the server writes is sent that.
 */
export const WHOLE_VERSION = 3;

/** What a client says in the address when it connects. */
export interface ConnectParams {
  /** The epoch of what it holds of the plan; null if it has never had this plan. */
  readonly epoch: string | null;
  /** The document layout it works with; null for one that does not say, which counts as the present one. */
  readonly schema: number | null;
  /** What its document writes under, and the one awareness state it may set; null if it does not say. */
  readonly clientId: number | null;
  /**
   * It holds nothing, and is to be sent the whole plan without asking: which version of the message `whole` it reads. Only
   * without an epoch.
   */
  readonly all?: number;
}

/** The query parameters, for the provider's `params`. */
export function writeConnectParams({ epoch, schema, clientId, all }: ConnectParams): Record<string, string> {
  return {
    ...(epoch !== null && { epoch }),
    ...(schema !== null && { schema: String(schema) }),
    ...(clientId !== null && { clientId: String(clientId) }),
    ...(all !== undefined && { all: String(all) }),
  };
}

/** Undefined if a parameter is there and not what it should be. */
export function parseConnectParams(query: { get(name: string): string | null }): ConnectParams | undefined {
  const epoch = query.get("epoch");
  const schema = parseWholeNumber(query.get("schema"));
  const clientId = parseWholeNumber(query.get("clientId"));
  const all = parseWholeNumber(query.get("all"));
  if (
    schema === undefined ||
    clientId === undefined ||
    all === undefined ||
    (epoch !== null && !/^[\w-]{1,64}$/.test(epoch))
  )
    return undefined;
  return { epoch, schema, clientId, ...(epoch === null && all !== null && { all }) };
}

function parseWholeNumber(written: string | null): number | null | undefined {
  if (written === null) return null;
  return /^\d{1,15}$/.test(written) ? Number(written) : undefined;
}
