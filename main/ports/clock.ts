export interface Clock {
  /** Wall clock, epoch milliseconds: for what people see and for expiry. */
  nowMs(): number;
  /** Never jumps; for time-outs and ages of links. */
  monotonicMs(): number;
  /** @returns cancels; calling it after it ran, or twice, is harmless. */
  schedule(delayMs: number, run: () => void): () => void;
}

/** Minutes since midnight on the wall clock of the place where this computer is now, at a time in epoch milliseconds. */
export type LocalMinute = (atMs: number) => number;
