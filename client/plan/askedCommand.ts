import { isPlainObject } from "#shared/model/json.ts";
import { parseCommandRequest } from "#shared/protocol/planCommand.ts";
import type { CommandRequest } from "#shared/protocol/planCommand.ts";
import { parseInstant } from "#shared/model/stamp.ts";

/** A command that somebody has asked for here and the server has not answered, as this device keeps it. */
export interface AskedCommand extends CommandRequest {
  /** When it was asked for: milliseconds since 1970 by the server's clock. */
  readonly at: number;
}

/** Reads what a device kept; entries that are none are left out. */
export function parseAskedCommands(value: unknown): readonly AskedCommand[] {
  return (Array.isArray(value) ? value : []).flatMap((entry: unknown) => {
    const request = parseCommandRequest(entry);
    const at = isPlainObject(entry) ? parseInstant(entry["at"]) : undefined;
    return request && at !== undefined ? [{ ...request, at }] : [];
  });
}
