import { KIB, SECOND_MS } from '../../shared/units.ts';
import type { Clock } from '../ports/clock.ts';

/** What can be seen of one open socket without touching its data path. */
export interface Pulse {
  bytesRead(): number;
  /** Complete frames, events, comments and pongs so far. */
  unitsRead(): number;
  pongsRead(): number;
  /** True while we ourselves do not read. */
  isPaused(): boolean;
  /** Null where the protocol has no ping. */
  readonly ping: (() => void) | null;
  /** Called once; the pulse is forgotten before. */
  readonly dead: () => void;
}

export interface Watch {
  /** Pings now; without any sign of life within the deadline it is dead. Only for a pulse with `ping`. */
  probe(): void;
  stop(): void;
}

/** One timer for all open sockets of the process, and none when there is no socket. */
export interface Heartbeat {
  watch(pulse: Pulse): Watch;
}

export interface HeartbeatTimes {
  /** Sockets are looked at this often; silence is counted in whole looks. */
  readonly lookEveryMs: number;
  readonly probeDeadlineMs: number;
}
export const HEARTBEAT_TIMES: HeartbeatTimes = { lookEveryMs: 5 * SECOND_MS, probeDeadlineMs: 2 * SECOND_MS };

/** Looks without a byte before a ping goes out: 10 to 15 s. One more look without a byte: dead, within 20 s in all. */
const PING_AFTER_LOOKS = 2;
/** Without a ping: 30 to 35 s of silence. */
const SILENT_LOOKS = 6;
/** A frame that trickles in slower than 1 KiB/s for 30 s is no life (slow loris); a large one on a slow line is. */
const TRICKLE_LOOKS = 6;
const TRICKLE_BYTES = 30 * KIB;

interface Entry {
  readonly pulse: Pulse;
  bytes: number;
  quietLooks: number;
  units: number;
  bytesAtUnit: number;
  trickleLooks: number;
  probe: { readonly untilMs: number; readonly bytes: number; readonly pongs: number } | null;
}

export function createHeartbeat(clock: Clock, times: HeartbeatTimes = HEARTBEAT_TIMES): Heartbeat {
  const entries = new Set<Entry>();
  let lookAtMs = 0;
  let dueMs = 0;
  let dueWallMs = 0;
  let cancelTimer: (() => void) | null = null;

  function arm(): void {
    cancelTimer?.();
    cancelTimer = null;
    if (entries.size === 0) return;
    dueMs = lookAtMs;
    for (const entry of entries) if (entry.probe !== null) dueMs = Math.min(dueMs, entry.probe.untilMs);
    const delayMs = Math.max(0, dueMs - clock.monotonicMs());
    dueWallMs = clock.nowMs() + delayMs;
    cancelTimer = clock.schedule(delayMs, tick);
  }

  function planLook(): void {
    lookAtMs = clock.monotonicMs() + times.lookEveryMs;
  }

  function tick(): void {
    const nowMs = clock.monotonicMs();
    // After a suspend or a stall what came meanwhile is still unread: nobody is dead yet, but everybody is asked.
    const lateMs = Math.max(nowMs - dueMs, clock.nowMs() - dueWallMs);
    const slept = lateMs > times.probeDeadlineMs / 2;
    if (slept) for (const entry of entries) startProbe(entry, nowMs);
    else for (const entry of entries) judgeProbe(entry, nowMs);
    if (nowMs >= lookAtMs) {
      if (!slept) for (const entry of entries) look(entry);
      planLook();
    }
    arm();
  }

  function startProbe(entry: Entry, nowMs: number): void {
    const { pulse } = entry;
    if (pulse.ping === null || pulse.isPaused()) return;
    entry.probe = { untilMs: nowMs + times.probeDeadlineMs, bytes: pulse.bytesRead(), pongs: pulse.pongsRead() };
    pulse.ping();
  }

  function judgeProbe(entry: Entry, nowMs: number): void {
    const { probe, pulse } = entry;
    if (probe === null || nowMs < probe.untilMs) return;
    const bytes = pulse.bytesRead();
    if (pulse.isPaused() || pulse.pongsRead() !== probe.pongs) entry.probe = null;
    else if (bytes === probe.bytes) bury(entry);
    // Bytes without the pong: a large frame in front of it, or what was under way before the line broke. Look again.
    else entry.probe = { ...probe, untilMs: nowMs + times.probeDeadlineMs, bytes };
  }

  function look(entry: Entry): void {
    const { pulse } = entry;
    if (!entries.has(entry)) return;
    const bytes = pulse.bytesRead();
    const units = pulse.unitsRead();
    if (pulse.isPaused() || units !== entry.units) {
      Object.assign(entry, { bytes, units, bytesAtUnit: bytes, quietLooks: 0, trickleLooks: 0 });
      return;
    }
    entry.quietLooks = bytes === entry.bytes ? entry.quietLooks + 1 : 0;
    entry.trickleLooks = bytes === entry.bytesAtUnit ? 0 : entry.trickleLooks + 1;
    entry.bytes = bytes;
    const trickles = entry.trickleLooks >= TRICKLE_LOOKS;
    if (trickles && bytes - entry.bytesAtUnit < TRICKLE_BYTES) bury(entry);
    else if (entry.quietLooks >= (pulse.ping === null ? SILENT_LOOKS : PING_AFTER_LOOKS + 1)) bury(entry);
    else if (entry.quietLooks === PING_AFTER_LOOKS) pulse.ping?.();
    if (trickles) Object.assign(entry, { bytesAtUnit: bytes, trickleLooks: 0 });
  }

  function bury(entry: Entry): void {
    if (entries.delete(entry)) entry.pulse.dead();
  }

  return {
    watch: (pulse) => {
      const bytes = pulse.bytesRead();
      const units = pulse.unitsRead();
      const entry: Entry = { pulse, bytes, quietLooks: 0, units, bytesAtUnit: bytes, trickleLooks: 0, probe: null };
      if (entries.size === 0) planLook();
      entries.add(entry);
      if (cancelTimer === null) arm();
      return {
        probe: () => {
          if (!entries.has(entry) || entry.probe !== null) return;
          startProbe(entry, clock.monotonicMs());
          arm();
        },
        stop: () => {
          if (entries.delete(entry) && entries.size === 0) arm();
        },
      };
    },
  };
}
