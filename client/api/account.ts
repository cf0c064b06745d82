import type { DeviceId } from "#shared/model/id.ts";
import type { Result } from "#shared/model/result.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";
import { parseDevices, parseNewLink } from "#shared/protocol/signIn.ts";
import type { Device, NewLink } from "#shared/protocol/signIn.ts";

import { callApi, parseNothing } from "./callApi.ts";

const DEVICES = "/api/me/devices";

/** Changes one's own name, as members of one's plans see it. */
export async function renameMe(name: string): Promise<Result<null, ApiError>> {
  return callApi("/api/me", { method: "PATCH", body: { name }, parse: parseNothing });
}

/** Where one is signed in. */
export async function listDevices(signal?: AbortSignal): Promise<Result<readonly Device[], ApiError>> {
  return callApi(DEVICES, { parse: parseDevices, signal });
}

/** A link that signs oneself in on another device, once, within minutes. */
export async function makeDeviceLink(): Promise<Result<NewLink, ApiError>> {
  return callApi(`${DEVICES}/link`, { method: "POST", body: {}, parse: parseNewLink });
}

export async function signOutDevice(deviceId: DeviceId): Promise<Result<null, ApiError>> {
  return callApi(`${DEVICES}/${deviceId}`, { method: "DELETE", parse: parseNothing });
}

/** Signs out everywhere, also here. */
export async function signOutEverywhere(): Promise<Result<null, ApiError>> {
  return callApi(DEVICES, { method: "DELETE", parse: parseNothing });
}
