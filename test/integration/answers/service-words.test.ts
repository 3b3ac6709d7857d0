import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startHttp } from '../../support/net/servers.ts';
import { openRing, TRANSPORTS } from '../../support/ring.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

const ONE = { sessions: ['session_a1'] };

describe('a session', () => {
  test('that is missing once comes back without a word; missing for good it says gone, and stops dialling', async () => {
    const ring = await openRing({ transport: 'websocket', connection: ONE });
    const app = await ring.start({ random: { uuid: () => crypto.randomUUID(), fraction: () => 0.01 } });
    await app.session('a1', ({ link }) => link.tag === 'waiting' && link.cause.code === 'session-gone');
    const session = ring.service.addSession({ id: 'session_a1' });
    await app.session('a1');
    ring.service.removeSession(session);
    session.dropStreams({ how: 'reset' });
    const gone = await app.session('a1', ({ link }) => link.tag === 'failed');
    expect(gone.link).toEqual({ tag: 'failed', cause: { code: 'session-gone', status: 4001 } });
  });

  test('that closes with 1011 after each opening is dialled again each time, and says why meanwhile', async () => {
    const ring = await openRing({ transport: 'websocket', connection: ONE });
    const session = ring.service.addSession({ id: 'session_a1' });
    const app = await ring.start();
    const causes = new Set<string>();
    app.gatehouse.engine.onChange(({ registry }) => {
      for (const { link } of registry.sessions.values()) {
        if (link.tag === 'waiting') causes.add(`${link.cause.code} ${link.cause.status}`);
      }
    });
    await session.connected();
    for (let round = 0; round < 4; round++) {
      const again = session.nextConnection();
      session.dropStreams({ how: 'close', code: 1011 });
      await again;
    }
    await app.session('a1', ({ link }) => link.tag === 'live');
    expect([...causes]).toEqual(['server-error 1011']);
  });
});

describe.each([
  ['websocket', 'close-4003'],
  ['websocket', 'upgrade-401'],
  ['sse', 'upgrade-401'],
] as const)('over %s a refused token (%s)', (transport, unauthorizedSubscribe) => {
  test('costs a few requests and not one for each of fifty sessions, and a new token brings them all back', async () => {
    const ids = Array.from({ length: 50 }, (_, place) => `session_t${place}`);
    const path = join(await tempDir(), 'credentials.json');
    const ring = await openRing({
      transport,
      service: { unauthorizedSubscribe },
      connection: { sessions: ids, credentials: { claudeCredentialsFile: path } },
    });
    const write = (accessToken: string) =>
      writeFileSync(path, JSON.stringify({ claudeAiOauth: { accessToken } }), { mode: 0o600 });
    write(ring.service.token);
    for (const id of ids) ring.service.addSession({ id });
    const app = await ring.start();
    await Promise.all(ids.map((id) => app.session(id)));
    const renewed = ring.service.rotateToken();
    ring.line.cut('rst');
    await app.until(() => app.view.connections[0]?.state.tag === 'sign-in-needed', 'the need to sign in');
    await app.until(() => app.view.sessions.every(({ link }) => link.tag === 'failed'), 'all sessions to give up');
    // Three on an idle computer; on a busy one a few more dials are under way when the first is refused.
    expect(ring.service.requests.filter(({ isAuthorized }) => !isAuthorized).length).toBeLessThanOrEqual(15);
    write(renewed);
    const [first] = app.view.sessions;
    if (first === undefined) throw new Error('no session');
    await app.handlers['session:reconnect']({ key: first.key });
    await app.until(() => app.view.sessions.every(({ link }) => link.tag === 'live'), 'all sessions back');
    expect(app.view.connections[0]?.state).toEqual({ tag: 'live' });
  });

  test('that stays the same asks for a sign-in, and nobody dials on', async () => {
    const ring = await openRing({ transport, service: { unauthorizedSubscribe }, connection: ONE });
    ring.service.addSession({ id: 'session_a1' });
    const app = await ring.start();
    await app.session('a1');
    ring.service.rotateToken();
    ring.line.cut('rst');
    await app.until(() => app.view.connections[0]?.state.tag === 'sign-in-needed', 'the need to sign in');
    expect(app.view.connections[0]?.state).toEqual({ tag: 'sign-in-needed', why: 'refused' });
    expect(app.view.sessions[0]?.provenance).toEqual({ tag: 'sign-in-needed' });
    expect(ring.service.requests.filter(({ isAuthorized }) => !isAuthorized).length).toBeLessThanOrEqual(4);
  });
});

describe('an answer posted to a service', () => {
  async function open() {
    const ring = await openRing({ transport: 'sse', connection: ONE });
    const session = ring.service.addSession({ id: 'session_a1' });
    const app = await ring.start();
    await app.session('a1');
    const shown = await app.asked(session.ask().requestId);
    return { ...ring, session, app, shown };
  }

  test.each([403, 404, 410])('that says %i is refused in plain sight and not tried again', async (status) => {
    const { service, session, app, shown } = await open();
    service.failNext('events', status);
    await app.decide(shown);
    await app.receipt(shown.key, 'refused');
    expect(session.answers).toHaveLength(0);
    expect(session.openAsks.size).toBe(1);
  });

  test.each([500, 503])('that says %i is sent again with the same bytes until it is taken', async (status) => {
    const { service, session, app, shown } = await open();
    service.failNext('events', status, {}, 2);
    await app.decide(shown);
    await app.receipt(shown.key, 'confirmed');
    expect(session.answers).toHaveLength(1);
  });

  test('that is too busy waits as long as it was asked to', async () => {
    const { service, session, app, shown } = await open();
    service.failNext('events', 429, { 'retry-after': '1' });
    const atMs = Date.now();
    await app.decide(shown);
    await app.receipt(shown.key, 'confirmed');
    expect(Date.now() - atMs).toBeGreaterThanOrEqual(1_000);
    expect(session.answers).toHaveLength(1);
  });

  test('that took it and lost its reply has one effect', async () => {
    const { service, session, app, shown } = await open();
    service.breakNext('events', 'lose-reply');
    await app.decide(shown);
    await app.receipt(shown.key, 'confirmed');
    expect(session.answers.filter(({ fate }) => fate === 'accepted')).toHaveLength(1);
    expect(new Set(session.answers.map(({ text }) => text)).size).toBe(1);
  });

  test('that sends it elsewhere is not followed, and the other host hears nothing', async () => {
    const { service, session, app, shown } = await open();
    const heard: string[] = [];
    const other = await startHttp((request, response) => {
      heard.push(String(request.headers.authorization));
      response.end('{}');
    });
    service.failNext('events', 307, { location: `http://127.0.0.1:${other.port}/` });
    await app.decide(shown);
    await app.until(
      () =>
        app.view.receipts.some(({ key, state }) => key === shown.key && (state === 'refused' || state === 'confirmed')),
      'an end',
    );
    await other.close();
    expect(heard).toEqual([]);
    expect(session.answers.length).toBeLessThanOrEqual(1);
  });
});

test.each(TRANSPORTS)(
  'over %s a service that went mute is found out, and the ask it held back is heard later',
  async (transport) => {
    const ring = await openRing({ transport, connection: ONE });
    const session = ring.service.addSession({ id: 'session_a1' });
    const app = await ring.start();
    await app.session('a1');
    ring.service.mute();
    const { link } = await app.session('a1', ({ link }) => link.tag === 'waiting');
    // On a busy computer the view may come to the first try after it, which the mute service does not answer either.
    expect(['silent', 'timeout']).toContain(link.tag === 'waiting' ? link.cause.code : link.tag);
    const ask = session.ask();
    ring.service.unmute();
    const shown = await app.asked(ask.requestId);
    await app.decide(shown);
    await app.receipt(shown.key, 'confirmed');
    expect(session.answers).toHaveLength(1);
  },
);
