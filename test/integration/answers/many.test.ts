import { describe, expect, test } from 'vitest';
import { GROUP_ID } from '../../../main/domain/notification-policy.ts';
import { openRing, TRANSPORTS } from '../../support/ring.ts';

describe('the list of a service', () => {
  test('brings a new session with its ask, and takes an archived one away with its ask', async () => {
    const ring = await openRing();
    const old = ring.service.addSession({ id: 'cse_old', title: 'Old work' });
    const app = await ring.start();
    await app.session('old');
    const withdrawn = await app.asked(old.ask().requestId);
    const fresh = ring.service.addSession({ id: 'cse_new', title: 'New work' });
    const ask = fresh.ask();
    expect(await app.asked(ask.requestId)).toMatchObject({ sessionTitle: 'New work' });
    old.archive(true);
    await app.until(
      () => app.view.sessions.every(({ sessionId }) => sessionId !== 'cse_old'),
      'the end of the old one',
    );
    expect(app.view.inbox.map(({ requestId }) => requestId)).toEqual([ask.requestId]);
    expect(await app.decide(withdrawn)).toMatchObject({ ok: false });
  });

  test('of two hundred sessions is all back soon after a restart, with 6 dials per 100 ms at most', async () => {
    const ring = await openRing({ times: {} });
    for (let place = 0; place < 200; place++) ring.service.addSession({ id: `cse_m${place}` });
    const app = await ring.start();
    await app.until(
      () => app.view.sessions.filter(({ link }) => link.tag === 'live').length === 200,
      'all sessions live',
    );
    ring.service.closePort();
    await app.until(() => app.view.sessions.every(({ link }) => link.tag !== 'live'), 'all sessions down');
    const before = ring.service.requests.length;
    const atMs = Date.now();
    await ring.service.openPort();
    await app.until(() => app.view.sessions.every(({ link }) => link.tag === 'live'), 'all sessions back');
    // Five seconds at the pace that is kept; the rest is for a busy computer.
    expect(Date.now() - atMs).toBeLessThan(40_000);
    const dials = ring.service.requests.slice(before).filter(({ route }) => route === 'stream');
    expect(dials).toHaveLength(200);
    const busiest = Math.max(
      ...dials.map((dial) => dials.filter(({ atMs }) => atMs >= dial.atMs && atMs < dial.atMs + 100).length),
    );
    expect(busiest).toBeLessThanOrEqual(6);
  });
});

describe.each(TRANSPORTS)('over %s', (transport) => {
  test('a thousand asks of one session are capped, counted, grouped, and every one can be answered', async () => {
    const ring = await openRing({ transport, connection: { sessions: ['session_a1'] } });
    const session = ring.service.addSession({ id: 'session_a1' });
    const app = await ring.start();
    await app.session('a1');
    const ids = new Set(Array.from({ length: 1_000 }, () => session.ask({ announceToolUse: false }).requestId));
    const beyond = () => app.view.overflow.reduce((sum, { count }) => sum + count, 0);
    await app.until(() => app.view.inbox.length + beyond() === 1_000, 'all asks');
    expect(app.view.inbox).toHaveLength(200);
    expect([...app.surfaces.standing.keys()]).toEqual([GROUP_ID]);
    expect(app.surfaces.notices.filter(({ silent }) => !silent)).toHaveLength(0);
    const decided = new Set<string>();
    while (decided.size < 1_000) {
      const open = await app.until(() => {
        const left = app.view.inbox.filter(({ requestId }) => !decided.has(requestId));
        return left.length > 0 && left;
      }, `asks beyond ${decided.size}`);
      for (const ask of open) decided.add(ask.requestId);
      await Promise.all(open.map((ask) => app.decide(ask, { tag: 'deny', stop: false })));
    }
    await session.answerArrivals.count(1_000);
    expect(new Set(session.answers.map(({ requestId }) => requestId))).toEqual(ids);
    expect(session.answers).toHaveLength(1_000);
  });

  test('a flood in one session does not hold up the asks of another for long', async () => {
    const ring = await openRing({ transport, connection: { sessions: ['session_a1', 'session_b2'] } });
    const loud = ring.service.addSession({ id: 'session_a1' });
    const calm = ring.service.addSession({ id: 'session_b2' });
    const app = await ring.start();
    await Promise.all([app.session('a1'), app.session('b2')]);
    const round = async () => {
      const beganMs = performance.now();
      const shown = await app.asked(calm.ask().requestId);
      await app.decide(shown);
      await app.receipt(shown.key, 'confirmed');
      return performance.now() - beganMs;
    };
    for (let warm = 0; warm < 5; warm++) await round();
    const times: number[] = [];
    for (let burst = 0; burst < 15; burst++) {
      for (let said = 0; said < 1_000; said++) loud.say(`line ${said}`);
      times.push(await round());
    }
    // Fifteen thousand events share this one process with their sender: seconds would mean a queue that is not drained.
    expect(times.toSorted((a, b) => a - b)[7]).toBeLessThan(5_000);
    expect(loud.log.lastSequence).toBeGreaterThan(15_000);
  });

  test('five asks in each of two hundred sessions are all shown and all answered', async () => {
    const ids = Array.from({ length: 200 }, (_, place) => `session_w${place}`);
    const ring = await openRing({ transport, connection: { sessions: ids } });
    const sessions = ids.map((id) => ring.service.addSession({ id }));
    const app = await ring.start();
    await app.until(
      () => app.view.sessions.filter(({ link }) => link.tag === 'live').length === 200,
      'all sessions live',
    );
    for (const session of sessions) for (let five = 0; five < 5; five++) session.ask({ announceToolUse: false });
    await app.until(() => app.view.inbox.length === 1_000, 'all asks');
    expect([...app.surfaces.standing.keys()]).toEqual([GROUP_ID]);
    await Promise.all(app.view.inbox.map((ask) => app.decide(ask)));
    await Promise.all(sessions.map((session) => session.answerArrivals.count(5)));
    await app.until(() => app.view.receipts.every(({ state }) => state === 'confirmed'), 'all receipts');
    expect(sessions.flatMap(({ answers }) => answers)).toHaveLength(1_000);
  });

  test('a message that could not be sent stays a draft over a restart, and is then sent once', async () => {
    const ring = await openRing({ transport, connection: { sessions: ['session_a1'] } });
    const session = ring.service.addSession({ id: 'session_a1' });
    const app = await ring.start();
    const { key } = await app.session('a1');
    const route = transport === 'sse' ? 'events' : 'v1Events';
    ring.service.failNext(route, 503);
    expect(await app.handlers['session:send-message']({ key, text: 'please go on' })).toMatchObject({ ok: false });
    await app.end('stop');
    const next = await ring.start();
    await next.session('a1');
    const draft = await next.until(() => next.view.drafts[0], 'the draft');
    expect(draft).toMatchObject({ text: 'please go on', state: 'not-accepted' });
    ring.service.breakNext(route, 'lose-reply');
    const retry = () => next.handlers['session:retry-draft']({ draftId: draft.draftId });
    expect(await retry()).toMatchObject({ ok: false });
    expect(await retry()).toMatchObject({ ok: true });
    await next.until(() => next.view.drafts.length === 0, 'no more drafts');
    expect(session.frames.filter(({ frame }) => frame.type === 'user')).toHaveLength(1);
  });

  test('interrupt, mode, title and archive reach the session', async () => {
    const ring = await openRing({ transport, connection: { sessions: ['session_a1'] } });
    const session = ring.service.addSession({ id: 'session_a1' });
    const app = await ring.start();
    const { key } = await app.session('a1');
    const shown = await app.asked(session.ask().requestId);
    expect(await app.handlers['session:interrupt']({ key })).toMatchObject({ ok: true });
    await app.receipt(shown.key, 'withdrawn');
    expect(await app.handlers['session:set-mode']({ key, mode: 'plan' })).toMatchObject({ ok: true });
    expect(await app.handlers['session:rename']({ key, title: 'Better words' })).toMatchObject({ ok: true });
    expect(await app.handlers['session:archive']({ key })).toMatchObject({ ok: true });
    expect(session).toMatchObject({ mode: 'plan', title: 'Better words', isArchived: true });
  });
});
