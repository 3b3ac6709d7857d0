export interface Clock {
  /** Wall clock, epoch milliseconds: for what people see and for expiry. */
  nowMs(): number;
  /** Never jumps; for time-outs and ages of links. */
  monotonicMs(): number;
  /** @returns cancels; calling it after it ran, or twice, is harmless. */
  schedule(delayMs: number, run: () => void): () => void;
}
