import { beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Sent } from '../../../../main/backends/ccr/channel.ts';
import { Sync } from '../../../../main/backends/ccr/sync.ts';
import { ControlCalls } from '../../../../main/claude/control-calls.ts';
import { createHandClock, type HandClock } from '../../../support/hand-clock.ts';

const GRACE_MS = 500;
const STANDSTILL_MS = 3_000;

describe('a session whose worker leaves the greeting without a reply', () => {
  let clock: HandClock;
  let sync: Sync;
  let position: number | null;
  let told: string[];

  /** Opens the stream and greets; the service gives the greeting this number. */
  async function greeted(sequence: number | null): Promise<void> {
    const sent: Sent = { tag: 'sent', ...(sequence !== null && { sequence }) };
    const channel = { version: 'v2', send: () => Promise.resolve(sent) } as unknown as Channel;
    const random = { uuid: () => 'u', fraction: () => 0.5 };
    sync = new Sync(
      { onLink: (link) => told.push(link.tag), onSynchronised: (generation) => told.push(`in step ${generation}`) },
      {
        clock,
        random,
        calls: new ControlCalls(clock, random),
        channel: () => channel,
        position: () => position,
        generation: 0,
      },
    );
    sync.onState({ tag: 'open', epoch: 1 });
    sync.greet();
    await Promise.resolve();
    await Promise.resolve();
  }
  function takeIn(sequence: number): void {
    position = sequence;
    sync.advanced();
  }

  beforeEach(() => {
    clock = createHandClock();
    position = null;
    told = [];
  });

  test('is live after the grace when its stream has told all up to the greeting', async () => {
    await greeted(3);
    for (const sequence of [1, 2, 3]) takeIn(sequence);
    clock.advance(GRACE_MS - 1);
    expect(told).toEqual(['open']);
    clock.advance(1);
    expect(told).toEqual(['open', 'live', 'in step 1']);
  });

  test('is not live while the stream still tells its past, however long that takes', async () => {
    await greeted(40);
    for (let sequence = 1; sequence < 40; sequence++) {
      takeIn(sequence);
      clock.advance(STANDSTILL_MS - 1);
    }
    expect(told).toEqual(['open']);
    takeIn(40);
    expect(told).toEqual(['open', 'live', 'in step 1']);
    clock.advance(STANDSTILL_MS);
    expect(clock.pending()).toBe(0);
  });

  test('is live once a stream that never gets to the greeting stands still', async () => {
    await greeted(40);
    takeIn(7);
    clock.advance(GRACE_MS + STANDSTILL_MS - 1);
    expect(told).toEqual(['open']);
    clock.advance(1);
    expect(told).toEqual(['open', 'live', 'in step 1']);
  });

  test('is live after the grace where the service gives the greeting no number', async () => {
    await greeted(null);
    clock.advance(GRACE_MS);
    expect(told).toEqual(['open', 'live', 'in step 1']);
  });
});
