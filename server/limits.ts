/** Every figure the server holds others to. Each is a setting; see server/config.ts. */
export interface Limits {
  /** Open sockets of one plan, and of one user over all plans. */
  readonly socketsPerPlan: number;
  readonly socketsPerUser: number;
  /** ClientIDs that one user can make theirs in one plan while it is loaded: a page needs one each time it is opened. */
  readonly clientIdsPerUser: number;
  /** ClientIDs of a plan under which nothing was ever written; above that they are nobody's again when it is unloaded. */
  readonly unusedClientIds: number;
  /** Messages of one socket: a bucket that holds `messageBurst` and gains `messagesPerSecond`. */
  readonly messagesPerSecond: number;
  readonly messageBurst: number;
  /** SyncStep1 of one socket, each of which asks for all that it lacks: a bucket like the one for messages. */
  readonly catchUpsPerSecond: number;
  readonly catchUpBurst: number;
  /** Milliseconds a socket has, from the upgrade, to send its SyncStep1. */
  readonly handshakeMs: number;
  /** Milliseconds between two pings, and of silence after which a socket counts as dead. */
  readonly pingMs: number;
  readonly deadMs: number;
  /** Milliseconds of silence after which the server sends an empty message; the stock provider gives up after 30 s. */
  readonly keepAliveMs: number;
  /** Bytes of one live update, of the SyncStep2 a client begins with, and of a whole document. */
  readonly updateBytes: number;
  readonly firstSyncBytes: number;
  readonly documentBytes: number;
  /** Cards of one plan, archived ones too. */
  readonly objectives: number;
  /** Nesting of Yjs types and JSON, counted from a root map. */
  readonly depth: number;
  /** Bytes of one socket's presence, and changes of it that are passed on per second. */
  readonly presenceBytes: number;
  readonly presencePerSecond: number;
  /** Bytes waiting for one socket, beyond which it is too slow a reader. */
  readonly bufferedBytes: number;
  /** Milliseconds in which a socket takes nothing of a first sync before nobody is believed to read it. */
  readonly firstSyncStalledMs: number;
  /** Milliseconds for which a plan with many listeners gathers changes at most before it commits and shows them. */
  readonly gatherMs: number;
  /** Milliseconds between two commits, of whatever plans, at least. */
  readonly commitPauseMs: number;
  /** Bytes of an imported file, as it comes and unpacked. */
  readonly importBytes: number;
  readonly importUnpackedBytes: number;
  /** HTTP calls in a minute of one person, or of one address while nobody is signed in there; and to make plans. */
  readonly apiCallsPerMinute: number;
  readonly newPlansPerMinute: number;
  /** Plans that one person owns, deleted ones that can still be restored too. */
  readonly plansPerOwner: number;
  /** Of one address: links in a minute that do not work, sockets a second without a session. */
  readonly wrongLinksPerMinute: number;
  readonly strangersPerSecond: number;
  /** Sockets of one person to plans that are none of theirs: a bucket that holds `strangePlanBurst`. */
  readonly strangePlansPerSecond: number;
  readonly strangePlanBurst: number;
  /** Commands a minute of one person. */
  readonly commandsPerMinute: number;
  /** Wrong tries of a link's secret after which it is locked. */
  readonly wrongTries: number;
  readonly membersPerPlan: number;
  readonly invitesPerPlan: number;
  /** Days a session lasts without being used, and at all; that an invitation works; that a deleted plan can be restored. */
  readonly sessionIdleDays: number;
  readonly sessionDays: number;
  readonly inviteDays: number;
  readonly deletedPlanDays: number;
  /** Days what was done in a plan is kept for its owners. */
  readonly auditDays: number;
  /** Minutes the link works that the keeper of the server gets, and the one for another device. */
  readonly ownerLinkMinutes: number;
  readonly deviceLinkMinutes: number;
  /** Log rows or bytes after which a checkpoint is written. */
  readonly checkpointRows: number;
  readonly checkpointBytes: number;
  /** Bytes of a plan above which its checkpoints are made on another thread, so that nobody waits for one. */
  readonly largePlanBytes: number;
  /** Milliseconds a room stays loaded after its last socket has left. */
  readonly roomGraceMs: number;
  /** Milliseconds in which no card of a plan has moved before its long order keys are shortened. */
  readonly rekeyQuietMs: number;
}

/** What the server works with everywhere: the figures, and by what every interval and timeout is multiplied. */
export interface LimitSettings {
  readonly limits: Limits;
  /** 1; tests set it lower. */
  readonly timeScale: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;

export const defaultLimits: Limits = {
  socketsPerPlan: 500,
  socketsPerUser: 20,
  clientIdsPerUser: 20_000,
  unusedClientIds: 1_000,
  messagesPerSecond: 60,
  messageBurst: 200,
  catchUpsPerSecond: 1,
  catchUpBurst: 10,
  handshakeMs: 5_000,
  pingMs: 25_000,
  deadMs: 60_000,
  keepAliveMs: 20_000,
  updateBytes: 256 * KIB,
  firstSyncBytes: 4 * MIB,
  documentBytes: 20 * MIB,
  objectives: 5_000,
  depth: 8,
  presenceBytes: 4 * KIB,
  presencePerSecond: 20,
  bufferedBytes: 4 * MIB,
  firstSyncStalledMs: 20_000,
  gatherMs: 24,
  commitPauseMs: 5,
  importBytes: 10 * MIB,
  importUnpackedBytes: 50 * MIB,
  apiCallsPerMinute: 1_200,
  newPlansPerMinute: 60,
  plansPerOwner: 2_000,
  wrongLinksPerMinute: 60,
  strangersPerSecond: 5,
  strangePlansPerSecond: 10,
  strangePlanBurst: 100,
  commandsPerMinute: 120,
  wrongTries: 20,
  membersPerPlan: 500,
  invitesPerPlan: 100,
  sessionIdleDays: 30,
  sessionDays: 180,
  inviteDays: 7,
  deletedPlanDays: 30,
  auditDays: 365,
  ownerLinkMinutes: 60,
  deviceLinkMinutes: 10,
  checkpointRows: 500,
  checkpointBytes: MIB,
  largePlanBytes: 4 * MIB,
  roomGraceMs: 30_000,
  rekeyQuietMs: 60_000,
};
