import { describe, expect, test } from 'vitest';
import { openRing, TRANSPORTS } from '../../support/ring.ts';

/** Control characters, direction marks and halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/u;
const ONE = { sessions: ['session_a1', 'session_b2'] };

describe.each(TRANSPORTS)('over %s', (transport) => {
  async function open() {
    const ring = await openRing({ transport, connection: ONE });
    const session = ring.service.addSession({ id: 'session_a1' });
    const other = ring.service.addSession({ id: 'session_b2' });
    const app = await ring.start();
    await Promise.all([app.session('a1'), app.session('b2')]);
    /** A frame as bytes on the wire of this transport. */
    const inject = (text: string | Buffer) => {
      const bytes = Buffer.from(text);
      if (transport === 'websocket') return session.inject(bytes);
      session.inject(Buffer.concat([Buffer.from('event: client_event\ndata: '), bytes, Buffer.from('\n\n')]));
    };
    return { ...ring, session, other, app, inject };
  }

  test('broken, deep and unknown frames are counted, and what follows them is asked and answered', async () => {
    const { session, other, app, inject } = await open();
    inject('{"type":"assistant"');
    inject(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    inject(`{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"x":1}`);
    session.emit({ type: 'telepathy', uuid: crypto.randomUUID() });
    session.emit({ type: 'system', subtype: 'never_seen_before', uuid: crypto.randomUUID() });
    const counted = await app.session('a1', ({ malformedFrames }) => malformedFrames >= 3);
    expect(counted.link.tag).toBe('live');
    await app.session('a1', ({ unknownFrames }) => unknownFrames >= 1);
    for (const one of [session, other]) {
      const shown = await app.asked(one.ask().requestId);
      await app.decide(shown);
      await app.receipt(shown.key, 'confirmed');
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(app.view.problems).toEqual([]);
  });

  test.each([
    ['prototype keys', '{"__proto__":{"a":1},"constructor":{"prototype":{"b":2}},"toString":null,"command":"ls"}'],
    ['equal keys', '{"command":"ls","command":"rm -rf /"}'],
    ['odd numbers', '{"a":9007199254740993,"b":1e400,"c":-0,"d":1.0}'],
    ['terminal and direction codes', '{"command":"ls \\u001b[2K\\u202e gnp.exe\\u0000"}'],
    ['half a character', '{"command":"\\ud800"}'],
  ])('an input with %s is echoed byte for byte, and nothing in it is hidden', async (_, inputText) => {
    const { session, app } = await open();
    const ask = session.ask({ inputText });
    const shown = await app.asked(ask.requestId);
    expect(shown.short).not.toMatch(UNSEEN);
    const notice = app.surfaces.standing.get(shown.key);
    expect(notice?.body.replaceAll('\n', '')).not.toMatch(UNSEEN);
    await app.decide(shown);
    await app.receipt(shown.key, 'confirmed');
    expect((await session.answerTo(ask)).text).toContain(`"updatedInput":${inputText}`);
  });

  test('a frame of 100 MB ends its own socket alone, and the session comes back', async () => {
    const { session, other, app, inject } = await open();
    const again = session.nextConnection();
    const waits = app.waitingLink('a1');
    inject(`{"type":"assistant","text":"${'x'.repeat(100 * 1024 * 1024)}"}`);
    expect(await waits).toMatchObject({ cause: { code: 'too-large' } });
    const shown = await app.asked(other.ask().requestId);
    await app.decide(shown);
    await app.receipt(shown.key, 'confirmed');
    await again;
    await app.session('a1');
  });

  test('a cancel ahead of its ask leaves nothing to show', async () => {
    const { session, app } = await open();
    session.cancel('early');
    session.ask({ requestId: 'early' });
    const marker = session.ask();
    await app.asked(marker.requestId);
    expect([...app.surfaces.prompts.keys()].filter((key) => key.includes('early'))).toEqual([]);
  });

  test('a cancel within 50 ms of a click, on either side of it, ends in one receipt and at most one answer', async () => {
    const { session, app } = await open();
    for (const delayMs of [-40, -10, -1, 0, 1, 10, 40]) {
      const ask = session.ask();
      const shown = await app.asked(ask.requestId);
      const after = (ms: number, run: () => void) =>
        new Promise<void>((resolve) => setTimeout(() => resolve(run()), ms));
      await Promise.all([
        after(Math.max(0, delayMs), () => session.openAsks.has(ask.requestId) && session.cancel(ask.requestId)),
        after(Math.max(0, -delayMs), () => void app.decide(shown)),
      ]);
      await app.until(
        () =>
          app.view.receipts.some(
            ({ key, state }) => key === shown.key && (state === 'confirmed' || state === 'withdrawn'),
          ),
        `the end of ${shown.key}`,
      );
      expect(session.answers.filter(({ requestId }) => requestId === ask.requestId).length).toBeLessThanOrEqual(1);
    }
    expect(app.view.inbox).toEqual([]);
  });

  test('a connection that only looks on shows asks and answers nothing', async () => {
    const ring = await openRing({ transport, connection: { sessions: ['session_a1'], viewerOnly: true } });
    const session = ring.service.addSession({ id: 'session_a1' });
    const app = await ring.start();
    await app.session('a1');
    const shown = await app.asked(session.ask().requestId);
    expect(shown.offers).toMatchObject({ allow: false, deny: false });
    expect(await app.decide(shown)).toMatchObject({ ok: false });
    expect(await app.handlers['session:interrupt']({ key: shown.sessionKey })).toMatchObject({ ok: false });
    expect(await app.handlers['session:rename']({ key: shown.sessionKey, title: 'x' })).toMatchObject({ ok: false });
    expect(session.answers).toEqual([]);
  });
});
