/** What a client says in the address when it connects. */
export interface ConnectParams {
  /** The epoch of what it holds of the plan; null if it has never had this plan. */
  readonly epoch: string | null;
  /** The document layout it works with; null for one that does not say, which counts as the present one. */
  readonly schema: number | null;
  /** What its document writes under, and the one awareness state it may set; null if it does not say. */
  readonly clientId: number | null;
  /** It holds nothing, and is to be sent the whole plan without asking. Only without an epoch. */
  readonly wantsAll?: boolean;
}

/** The query parameters, for the provider's `params`. */
export function writeConnectParams({
  epoch,
  schema,
  clientId,
  wantsAll = false,
}: ConnectParams): Record<string, string> {
  return {
    ...(epoch !== null && { epoch }),
    ...(schema !== null && { schema: String(schema) }),
    ...(clientId !== null && { clientId: String(clientId) }),
    ...(wantsAll && { all: "1" }),
  };
}

/** Undefined if a parameter is there and not what it should be. */
export function parseConnectParams(query: { get(name: string): string | null }): ConnectParams | undefined {
  const epoch = query.get("epoch");
  const schema = parseWholeNumber(query.get("schema"));
  const clientId = parseWholeNumber(query.get("clientId"));
  if (schema === undefined || clientId === undefined || (epoch !== null && !/^[\w-]{1,64}$/.test(epoch)))
    return undefined;
  return { epoch, schema, clientId, ...(epoch === null && query.get("all") === "1" && { wantsAll: true }) };
}

function parseWholeNumber(written: string | null): number | null | undefined {
  if (written === null) return null;
  return /^\d{1,15}$/.test(written) ? Number(written) : undefined;
}
