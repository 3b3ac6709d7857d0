/** How long the server waits for things, as documented; tests make them short. */
export const DOCUMENTED_TIMING = {
  pingIntervalMs: 15_000,
  pingTimeoutMs: 45_000,
  connectTimeoutMs: 20_000,
  /** A call of a method nobody registered waits this long for somebody to come back. */
  rpcRegisterWaitMs: 15_000,
  /** A call whose target went away fails after this. */
  rpcDisconnectGraceMs: 4_000,
  rpcAnswerWaitMs: 30_000,
  /** A session not heard for this long is inactive. */
  presenceTimeoutMs: 600_000,
  presenceSweepEveryMs: 60_000,
  /** Presence reaches the row at most this often … */
  presenceWriteEveryMs: 30_000,
  /** … when the writer comes round. */
  presenceFlushEveryMs: 5_000,
  /** After `session-end` the session's signs of life are ignored for this long. */
  sessionEndDeafMs: 60_000,
};

export type Timing = typeof DOCUMENTED_TIMING;
