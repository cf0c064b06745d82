import { isIP } from "node:net";
import { resolve } from "node:path";

import { ok, refuse } from "#shared/model/result.ts";
import type { Result } from "#shared/model/result.ts";

import { defaultLimits } from "./limits.ts";
import type { Limits, LimitSettings } from "./limits.ts";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

/** How the way between browser and server is protected. */
const TLS_MODES = ["proxy", "none-trusted-network"] as const;
type TlsMode = (typeof TLS_MODES)[number];

/** Everything the server is told from outside. */
export interface Config extends LimitSettings {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
  /** Absolute path. */
  readonly dataDir: string;
  /** The address people use, if it is not this machine's own. Its origin only: no path, no final slash. */
  readonly publicUrl: URL | null;
  readonly tls: TlsMode | null;
  /** Whose word about a caller's address is taken: addresses and networks, such as 10.0.0.0/8. Only behind TLS. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: LogLevel;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** One setting: its variable, what it does and which value it has when nobody gives one. */
export interface Setting {
  readonly name: string;
  readonly fallback: string;
  readonly says: string;
}

/** Beyond this times the largest time scale, timers would run at once instead of late. About two days. */
const LONGEST_MS = 200_000_000;
/** Beyond 2^31, ws would read a size as none at all. */
const LARGEST = 2_000_000_000;

const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

export const settings = {
  port: { name: "PORT", fallback: "3000", says: "Port to listen on; 0 takes a free one." },
  host: {
    name: "HOST",
    fallback: "127.0.0.1",
    says: "Address to listen on. Any but this machine's own also needs `TLS` and `PUBLIC_URL`.",
  },
  dataDir: { name: "DATA_DIR", fallback: "./data", says: "Folder that holds all plans. One server at a time uses it." },
  publicUrl: {
    name: "PUBLIC_URL",
    fallback: "",
    says: "Address people use, such as `https://plan.example.org`, if it is not `http://localhost:PORT`.",
  },
  tls: {
    name: "TLS",
    fallback: "",
    says:
      "`proxy`: one reverse proxy in front speaks HTTPS. `none-trusted-network`: plain HTTP, for a network in which " +
      "you trust everybody.",
  },
  trustedProxies: {
    name: "TRUSTED_PROXIES",
    fallback: "127.0.0.1,::1",
    says:
      "With `TLS=proxy`: where the proxy is, as addresses or networks such as `10.0.0.0/8`, with commas between. Only " +
      "from there `X-Forwarded-For` is believed.",
  },
  logLevel: { name: "LOG_LEVEL", fallback: "info", says: `How much is logged: ${LOG_LEVELS.join(", ")}.` },
  timeScale: {
    name: "TIME_SCALE",
    fallback: "1",
    says: "Multiplies every interval and timeout; for tests. More than 0, at most 10.",
  },
} as const satisfies Readonly<Record<string, Setting>>;

/** What each figure of server/limits.ts is for, in the words of docs/settings.md. */
const limitWords: Readonly<Record<keyof Limits, string>> = {
  socketsPerPlan: "Open connections of one plan.",
  socketsPerUser: "Open connections of one person, over all plans.",
  clientIdsPerUser: "Times one person can open one plan while that is loaded.",
  unusedClientIds: "Times a plan is opened without a change before it is forgotten who opened it.",
  messagesPerSecond: "Messages a second of one connection.",
  messageBurst: "Messages that one connection may send at once.",
  catchUpsPerSecond: "Times a second one connection can ask for all that it lacks.",
  catchUpBurst: "Times one connection can ask for that at once.",
  handshakeMs: "Milliseconds a new connection has to say what it holds.",
  pingMs: "Milliseconds between two pings.",
  deadMs: "Milliseconds of silence after which a connection counts as dead.",
  keepAliveMs: "Milliseconds of silence after which the server says something, so that browsers do not give up.",
  updateBytes: "Bytes of one change.",
  firstSyncBytes: "Bytes of the changes that a reconnecting device brings.",
  documentBytes: "Bytes of one plan.",
  objectives: "Cards of one plan, archived ones too.",
  depth: "Nesting within a plan document.",
  presenceBytes: "Bytes of what one connection says about where its person is.",
  presencePerSecond: "Changes of that a second which are passed on.",
  bufferedBytes: "Bytes that may wait for one connection before it is closed as too slow.",
  firstSyncStalledMs:
    "Milliseconds in which a connection takes nothing of a plan that is sent to it, before it is closed.",
  gatherMs: "Milliseconds for which a plan with many people gathers changes, at most, before they are saved and shown.",
  commitPauseMs: "Milliseconds between two writes to disk, at least.",
  importBytes: "Bytes of an imported file.",
  importUnpackedBytes: "Bytes of an imported file once unpacked. Waymark takes none that is packed yet.",
  apiCallsPerMinute: "HTTP calls a minute of one person, or of one address where nobody is signed in.",
  newPlansPerMinute: "New plans a minute of one person.",
  plansPerOwner: "Plans that one person owns, deleted ones that can still be restored too.",
  wrongLinksPerMinute: "Links that do not work, a minute of one address. Those that do always work.",
  strangersPerSecond: "Connections a second of one address that bring no session.",
  strangePlansPerSecond: "Connections a second of one person to plans that are none of theirs.",
  strangePlanBurst: "Connections to such plans that one person may make at once.",
  commandsPerMinute: "Commands a minute of one person, where the server runs them.",
  wrongTries: "Wrong tries of a link's secret after which that link is locked.",
  membersPerPlan: "Members of one plan.",
  invitesPerPlan: "Invitations of one plan that work at a time.",
  sessionIdleDays: "Days after which a device that is not used is signed out.",
  sessionDays: "Days after which a device is signed out in any case.",
  inviteDays: "Days that an invitation works, unless its maker says otherwise.",
  deletedPlanDays: "Days in which its owners can restore a deleted plan.",
  auditDays: "Days that owners can see who did what in a plan.",
  ownerLinkMinutes: "Minutes that the link of the first start, or of `token`, works.",
  deviceLinkMinutes: "Minutes that a link for another device works.",
  checkpointRows: "Log rows of a plan after which they are put together.",
  checkpointBytes: "Bytes in the log of a plan after which they are put together.",
  largePlanBytes: "Bytes of a plan above which they are put together on a thread of its own.",
  roomGraceMs: "Milliseconds a plan stays in memory after the last person has left.",
  rekeyQuietMs: "Milliseconds without a moved card before long order keys are shortened.",
};

/** Every limit as a setting: `socketsPerPlan` is `WAYMARK_SOCKETS_PER_PLAN`. */
export const limitSettings: Readonly<Record<keyof Limits, Setting>> = mapLimits((key) => ({
  name: `WAYMARK_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`,
  fallback: String(defaultLimits[key]),
  says: limitWords[key],
}));

/** Reads all settings at once. Refused: one sentence per mistake, each with the fix. */
export function readConfig(env: Environment): Result<Config, readonly string[]> {
  const problems: string[] = [];
  const given = ({ name, fallback }: Setting): string => env[name]?.trim() || fallback;
  const number = (setting: Setting, least: number, most: number, whole = true): number => {
    const value = Number(given(setting));
    if (value >= least && value <= most && (!whole || Number.isInteger(value))) return value;
    const kind = whole ? "a whole number" : "a number";
    problems.push(`${setting.name} is “${given(setting)}”. Give ${kind} from ${least} to ${most}.`);
    return least;
  };
  const choice = <T extends string>(setting: Setting, options: readonly T[]): T | null => {
    const value = given(setting);
    const chosen = options.find((option) => option === value) ?? null;
    if (chosen === null && value !== "") problems.push(`${setting.name} is “${value}”. Give ${orOf(options)}.`);
    return chosen;
  };

  const host = given(settings.host);
  const publicUrl = readOrigin(given(settings.publicUrl), problems);
  const tls = choice(settings.tls, TLS_MODES);
  if (!LOOPBACK.has(host)) problems.push(...openToOthers(host, tls, publicUrl));
  if (tls === "proxy" && publicUrl?.protocol === "http:") {
    problems.push("TLS is “proxy”, but PUBLIC_URL begins with http. Give the https address that the proxy answers to.");
  }
  const config: Config = {
    port: number(settings.port, 0, 65_535),
    host,
    dataDir: resolve(given(settings.dataDir)),
    publicUrl,
    tls,
    trustedProxies: readNetworks(given(settings.trustedProxies), problems),
    logLevel: choice(settings.logLevel, LOG_LEVELS) ?? "info",
    timeScale: number(settings.timeScale, 0.001, 10, false),
    limits: mapLimits((key) => number(limitSettings[key], 1, key.endsWith("Ms") ? LONGEST_MS : LARGEST)),
  };
  return problems.length > 0 ? refuse(problems) : ok(config);
}

/** What is missing before other machines may reach the server. */
function openToOthers(host: string, tls: TlsMode | null, publicUrl: URL | null): readonly string[] {
  const problems: string[] = [];
  if (tls === null) {
    problems.push(
      `HOST is “${host}”, so other machines can reach Waymark. Say how that is protected: TLS=proxy if a reverse ` +
        "proxy in front speaks HTTPS, or TLS=none-trusted-network if you trust everybody on that network.",
    );
  }
  if (publicUrl === null) {
    problems.push(
      `HOST is “${host}”. Set PUBLIC_URL to the address that people type, such as https://plan.example.org.`,
    );
  }
  return problems;
}

function readOrigin(value: string, problems: string[]): URL | null {
  if (value === "") return null;
  const url = URL.parse(value);
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  if (isOrigin) return url;
  problems.push(
    `PUBLIC_URL is “${value}”. Give an http or https address without a path, such as https://plan.example.org.`,
  );
  return null;
}

function readNetworks(value: string, problems: string[]): readonly string[] {
  const networks = value.split(",").map((network) => network.trim());
  if (networks.every(isNetwork)) return networks;
  problems.push(`TRUSTED_PROXIES is “${value}”. Give addresses or networks with commas between, such as 10.0.0.0/8.`);
  return [];
}

function isNetwork(network: string): boolean {
  const [address = "", prefix = "0", ...more] = network.split("/");
  const version = isIP(address);
  const most = version === 6 ? 128 : 32;
  return version !== 0 && more.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= most;
}

function orOf(options: readonly string[]): string {
  return `${options.slice(0, -1).join(", ")} or ${options.at(-1) ?? ""}`;
}

function mapLimits<T>(make: (key: keyof Limits) => T): Readonly<Record<keyof Limits, T>> {
  const made: Partial<Record<keyof Limits, T>> = {};
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of defaultLimits are those of Limits
  for (const key of Object.keys(defaultLimits) as (keyof Limits)[]) made[key] = make(key);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every key has just been given
  return made as Record<keyof Limits, T>;
}
