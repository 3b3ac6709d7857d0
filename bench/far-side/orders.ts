/** What a measurement tells the far side to do, and what it hears back. */
export type Order =
  | { readonly tag: 'blast'; readonly id: string; readonly bytes: number; readonly cycles: number }
  /** Bursts every 10 ms, in turn over all sessions whose id starts so. */
  | {
      readonly tag: 'pace';
      readonly idStart: string;
      readonly bytes: number;
      readonly perSecond: number;
      readonly forMs: number;
    }
  | { readonly tag: 'say'; readonly id: string; readonly text: string }
  | { readonly tag: 'count-readers'; readonly idStart: string }
  /** Resets everything, and every new connection, for this long. */
  | { readonly tag: 'outage'; readonly forMs: number };

/** Times are of the monotonic clock that all processes of a machine share. */
export type Report =
  | { readonly tag: 'listening'; readonly port: number }
  | { readonly tag: 'said'; readonly id: string; readonly atMs: number }
  | { readonly tag: 'answered'; readonly requestId: string; readonly atMs: number }
  | { readonly tag: 'paced'; readonly count: number; readonly openReaders: number; readonly pendingBytes: number }
  | { readonly tag: 'readers'; readonly count: number }
  | { readonly tag: 'outage-over'; readonly atMs: number; readonly refusedAtMs: readonly number[] }
  | { readonly tag: 'reader'; readonly id: string; readonly atMs: number };

export function machineMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
