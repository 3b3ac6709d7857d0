import { describe, expect, it } from 'vitest';
import { createHeartbeat } from '../../../main/net/heartbeat.ts';
import type { Pulse } from '../../../main/net/heartbeat.ts';
import { createHandClock } from '../../support/hand-clock.ts';

function fakePulse(kind: 'pings' | 'cannot-ping') {
  const seen = { bytes: 0, units: 0, pongs: 0, pings: 0, deaths: 0, paused: false };
  const pulse: Pulse = {
    bytesRead: () => seen.bytes,
    unitsRead: () => seen.units,
    pongsRead: () => seen.pongs,
    isPaused: () => seen.paused,
    ping: kind === 'pings' ? () => void (seen.pings += 1) : null,
    dead: () => void (seen.deaths += 1),
  };
  const frame = (): void => void Object.assign(seen, { bytes: seen.bytes + 100, units: seen.units + 1 });
  const pong = (): void => {
    frame();
    seen.pongs += 1;
  };
  return { seen, pulse, frame, pong };
}

describe('the heartbeat', () => {
  it('finds a dead peer within 20 s, at whatever moment it died', () => {
    for (let diedMs = 0; diedMs < 6_000; diedMs += 250) {
      const clock = createHandClock();
      const { pulse, seen, frame } = fakePulse('pings');
      createHeartbeat(clock).watch(pulse);
      clock.advance(diedMs);
      frame();
      clock.advance(20_000);
      expect({ diedMs, deaths: seen.deaths }).toEqual({ diedMs, deaths: 1 });
    }
  });

  it('pings a silent peer and keeps it for as long as it answers', () => {
    const clock = createHandClock();
    const { pulse, seen, pong } = fakePulse('pings');
    createHeartbeat(clock).watch({
      ...pulse,
      ping: () => {
        seen.pings += 1;
        clock.schedule(200, pong);
      },
    });
    clock.advance(600_000);
    expect(seen.deaths).toBe(0);
    expect(seen.pings).toBeGreaterThanOrEqual(35);
    expect(seen.pings).toBeLessThanOrEqual(45);
  });

  it('buries a stream without pings after 30 to 35 s of silence, and keeps one with a comment every 15 s', () => {
    const clock = createHandClock();
    const silent = fakePulse('cannot-ping');
    const alive = fakePulse('cannot-ping');
    const heartbeat = createHeartbeat(clock);
    heartbeat.watch(silent.pulse);
    heartbeat.watch(alive.pulse);
    for (let comment = 0; comment < 2; comment += 1) {
      clock.advance(14_900);
      alive.frame();
    }
    expect(silent.seen.deaths).toBe(0);
    clock.advance(5_300);
    expect([silent.seen.deaths, alive.seen.deaths]).toEqual([1, 0]);
  });

  it('needs one timer for two hundred sockets and none without a socket', () => {
    const clock = createHandClock();
    const heartbeat = createHeartbeat(clock);
    const watches = Array.from({ length: 200 }, () => heartbeat.watch(fakePulse('pings').pulse));
    expect(clock.pending()).toBe(1);
    watches[0]?.probe();
    expect(clock.pending()).toBe(1);
    for (const watch of watches) watch.stop();
    for (const watch of watches) watch.stop();
    expect(clock.pending()).toBe(0);
  });

  it('decides a probe within two seconds', () => {
    const clock = createHandClock();
    const heartbeat = createHeartbeat(clock);
    const dead = fakePulse('pings');
    const alive = fakePulse('pings');
    heartbeat.watch(dead.pulse).probe();
    heartbeat.watch(alive.pulse).probe();
    clock.advance(100);
    alive.pong();
    clock.advance(1_900);
    expect([dead.seen, alive.seen].map(({ deaths, pings }) => ({ deaths, pings }))).toEqual([
      { deaths: 1, pings: 1 },
      { deaths: 0, pings: 1 },
    ]);
  });

  it('does not fall for bytes that were under way before the line broke', () => {
    const clock = createHandClock();
    const { pulse, seen, frame } = fakePulse('pings');
    createHeartbeat(clock).watch(pulse).probe();
    frame();
    clock.advance(4_000);
    expect(seen.deaths).toBe(1);
  });

  it('asks everybody after a suspend instead of burying whom it could not hear', () => {
    const clock = createHandClock();
    let jumpMs = 0;
    const sleepy = { ...clock, nowMs: () => clock.nowMs() + jumpMs };
    const { pulse, seen, pong } = fakePulse('pings');
    createHeartbeat(sleepy).watch(pulse);
    clock.advance(10_100);
    expect(seen.pings).toBe(1);
    jumpMs = 3_600_000;
    clock.advance(5_000);
    expect({ deaths: seen.deaths, pings: seen.pings }).toEqual({ deaths: 0, pings: 2 });
    pong();
    clock.advance(5_000);
    expect(seen.deaths).toBe(0);
  });

  it('takes no trickle for life, but a large frame on a slow line', () => {
    const run = (bytesPerSecond: number) => {
      const clock = createHandClock();
      const { pulse, seen } = fakePulse('pings');
      createHeartbeat(clock).watch(pulse);
      for (let second = 0; second < 120; second += 1) {
        clock.advance(1_000);
        seen.bytes += bytesPerSecond;
      }
      return seen.deaths;
    };
    expect([run(1), run(20_000)]).toEqual([1, 0]);
  });

  it('leaves alone a socket that we ourselves do not read', () => {
    const clock = createHandClock();
    const { pulse, seen } = fakePulse('pings');
    createHeartbeat(clock).watch(pulse);
    seen.paused = true;
    clock.advance(300_000);
    expect({ deaths: seen.deaths, pings: seen.pings }).toEqual({ deaths: 0, pings: 0 });
  });
});
