import { describe, expect, test } from 'vitest';
import { balance } from '../../support/ledgers.ts';
import { openRing, TRANSPORTS } from '../../support/ring.ts';

const INPUT = '{"command":"npm  test","n":9007199254740993,"f":1.0}';

describe.each(TRANSPORTS)('over %s an answer', (transport) => {
  async function open() {
    const ring = await openRing({ transport, connection: { sessions: ['session_a1'] } });
    const session = ring.service.addSession({ id: 'session_a1', title: 'Fix the build' });
    const app = await ring.start();
    await app.session('a1');
    const asking = session.ask({ inputText: INPUT });
    const shown = await app.asked(asking.requestId);
    const books = () =>
      balance({
        sessions: ring.service.sessions,
        decided: new Set([asking.requestId]),
        view: app.view,
        profileDir: ring.profileDir,
      });
    return { ...ring, session, app, asking, shown, books };
  }

  test('given while the line is down waits in view, and leaves once when it is back', async () => {
    const { line, app, session, asking, shown, books } = await open();
    line.set({ tag: 'refuse' });
    line.cut('rst');
    await app.session('a1', ({ link }) => link.tag !== 'live');
    expect(await app.decide(shown)).toMatchObject({ ok: true });
    await app.receipt(shown.key, 'waiting-to-send');
    expect(session.answers).toHaveLength(0);
    expect(await books()).toMatchObject({ lost: [], onDisk: 1 });
    line.set({ tag: 'pass' });
    await app.receipt(shown.key, 'confirmed');
    expect(session.answers.map(({ text }) => text)).toEqual([expect.stringContaining(INPUT)]);
    expect(app.surfaces.prompts.get(shown.key)).toBe(1);
    expect(await books()).toMatchObject({ lost: [], conflicting: [], applied: 1 });
    expect((await session.answerTo(asking)).fate).toBe('accepted');
  });

  test.each(['rst', 'fin'] as const)('given in the instant of a %s arrives', async (how) => {
    const { line, app, shown, books } = await open();
    line.cut(how);
    expect(await app.decide(shown)).toMatchObject({ ok: true });
    await app.receipt(shown.key, 'confirmed');
    expect(await books()).toMatchObject({ lost: [], conflicting: [], applied: 1 });
  });

  test('swallowed on its way is sent again with the same bytes', async () => {
    const { line, app, session, shown, books } = await open();
    line.set({ tag: 'hole-to-server' });
    expect(await app.decide(shown)).toMatchObject({ ok: true });
    await app.receipt(shown.key, 'sending');
    line.cut('rst');
    line.set({ tag: 'pass' });
    await app.receipt(shown.key, 'confirmed');
    expect(session.answers).toHaveLength(1);
    expect(app.surfaces.prompts.get(shown.key)).toBe(1);
    expect(await books()).toMatchObject({ lost: [], conflicting: [], applied: 1 });
  });

  test('that was applied while its receipt was lost is confirmed without a second effect', async () => {
    const { line, app, session, asking, shown, books } = await open();
    line.set({ tag: 'hole-to-client' });
    expect(await app.decide(shown)).toMatchObject({ ok: true });
    await session.answerTo(asking);
    line.cut('rst');
    line.set({ tag: 'pass' });
    await app.receipt(shown.key, 'confirmed');
    expect(session.answers.filter(({ fate }) => fate === 'accepted')).toHaveLength(1);
    expect(app.surfaces.prompts.get(shown.key)).toBe(1);
    expect(await books()).toMatchObject({ lost: [], conflicting: [] });
  });

  test('given into a black hole is found out by the click and arrives after the hole', async () => {
    const { line, app, shown, books } = await open();
    line.set({ tag: 'hole' });
    expect(await app.decide(shown)).toMatchObject({ ok: true });
    await app.session('a1', ({ link }) => link.tag !== 'live');
    line.set({ tag: 'pass' });
    await app.receipt(shown.key, 'confirmed');
    expect(await books()).toMatchObject({ lost: [], conflicting: [], applied: 1 });
  });

  test('survives a kill of Gatehouse, and is sent once by the next run', async () => {
    const { line, service, app, session, asking, shown, start, profileDir } = await open();
    line.set({ tag: 'refuse' });
    line.cut('rst');
    expect(await app.decide(shown)).toMatchObject({ ok: true });
    await app.end('kill');
    line.set({ tag: 'pass' });
    const next = await start();
    await next.receipt(shown.key, 'confirmed');
    expect(session.answers.map(({ text }) => text)).toEqual([expect.stringContaining(INPUT)]);
    expect(next.surfaces.prompts.size).toBe(0);
    const decided = new Set([asking.requestId]);
    expect(await balance({ sessions: service.sessions, decided, view: next.view, profileDir })).toMatchObject({
      lost: [],
      applied: 1,
    });
  });

  test('survives a restart of the service', async () => {
    const { service, app, shown, books } = await open();
    service.closePort();
    expect(await app.decide(shown)).toMatchObject({ ok: true });
    await app.session('a1', ({ link }) => link.tag === 'waiting');
    await service.openPort();
    await app.receipt(shown.key, 'confirmed');
    expect(await books()).toMatchObject({ lost: [], conflicting: [], applied: 1 });
  });

  test('given by double click, tray and notification in one turn leaves once, and the first one counts', async () => {
    const { app, session, asking, shown } = await open();
    const deny = app.surfaces.trayAction((action) => action.tag === 'decide' && action.decision.tag === 'deny');
    if (deny === undefined) throw new Error('no Deny in the tray');
    const first = app.decide(shown);
    const second = app.decide(shown);
    app.actions.tray(deny);
    app.actions.notice(shown.key, 'deny');
    expect(await first).toMatchObject({ ok: true });
    expect(await second).toMatchObject({ ok: false, error: { code: 'already-decided' } });
    await app.receipt(shown.key, 'confirmed');
    expect(session.answers.map(({ requestId, result }) => [requestId, result])).toEqual([
      [asking.requestId, expect.objectContaining({ behavior: 'allow' })],
    ]);
  });

  test('is not asked for again when the service replays its asks', async () => {
    const { line, app, session, asking, shown } = await open();
    for (let round = 0; round < 3; round++) {
      const next = session.nextConnection();
      line.cut('rst');
      await next;
      await app.session('a1');
      session.repeat(asking);
    }
    session.say('a mark behind the replays');
    const marker = session.ask();
    await app.asked(marker.requestId);
    expect(app.surfaces.prompts.get(shown.key)).toBe(1);
    expect(app.surfaces.notices.filter(({ id }) => id === shown.key)).toHaveLength(1);
  });

  test('to an ask whose input changed under the same id is refused, and the new input is a new ask', async () => {
    const { app, session, asking, shown } = await open();
    session.ask({ requestId: asking.requestId, input: { command: 'rm -rf /' }, announceToolUse: false });
    const changed = await app.until(
      () => app.view.inbox.find((ask) => ask.requestId === asking.requestId && ask.key !== shown.key),
      'the changed ask',
    );
    expect(await app.decide(shown)).toMatchObject({ ok: false });
    expect(await app.decide(changed, { tag: 'deny', stop: false })).toMatchObject({ ok: true });
    await app.receipt(changed.key, 'confirmed');
    expect(session.answers).toHaveLength(1);
  });
});
