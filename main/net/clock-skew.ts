import { isLoopbackHost } from '../../shared/loopback-host.ts';

/** What services say of the time, against the clock of this computer. */
export interface ClockSkew {
  /** Positive = this computer is ahead. Null until a service on another computer has told. */
  readonly skewMs: number | null;
  /** @param date  of an answer that has just come: the header `Date` */
  heard(url: URL, date: string | undefined, nowMs: number): void;
}

export function createClockSkew(): ClockSkew {
  let skewMs: number | null = null;
  return {
    get skewMs() {
      return skewMs;
    },
    heard(url, date, nowMs) {
      // This computer has one clock, whatever runs on it.
      if (date === undefined || isLoopbackHost(url.hostname)) return;
      const toldMs = Date.parse(date);
      if (Number.isFinite(toldMs)) skewMs = nowMs - toldMs;
    },
  };
}
