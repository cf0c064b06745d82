/**
 * The version of the message `whole`. It grows with each change of what records consist of, as its reader takes their fields
 * on trust: a browser may still work with what it fetched before the server was renewed.
 */
export const WHOLE_VERSION = 1;

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
  /** The version of the message `whole` that it reads, and is to be sent all of it in, if the server writes that. */
  readonly whole?: number | null;
}

/** The query parameters, for the provider's `params`. */
export function writeConnectParams({
  epoch,
  schema,
  clientId,
  wantsAll = false,
  whole = null,
}: ConnectParams): Record<string, string> {
  return {
    ...(epoch !== null && { epoch }),
    ...(schema !== null && { schema: String(schema) }),
    ...(clientId !== null && { clientId: String(clientId) }),
    ...(wantsAll && { all: "1" }),
    ...(whole !== null && { whole: String(whole) }),
  };
}

/** Undefined if a parameter is there and not what it should be. */
export function parseConnectParams(query: { get(name: string): string | null }): ConnectParams | undefined {
  const epoch = query.get("epoch");
  const schema = parseWholeNumber(query.get("schema"));
  const clientId = parseWholeNumber(query.get("clientId"));
  const whole = parseWholeNumber(query.get("whole"));
  if (
    schema === undefined ||
    clientId === undefined ||
    whole === undefined ||
    (epoch !== null && !/^[\w-]{1,64}$/.test(epoch))
  )
    return undefined;
  const wantsAll = epoch === null && query.get("all") === "1";
  return { epoch, schema, clientId, ...(wantsAll && { wantsAll, whole }) };
}

function parseWholeNumber(written: string | null): number | null | undefined {
  if (written === null) return null;
  return /^\d{1,15}$/.test(written) ? Number(written) : undefined;
}
