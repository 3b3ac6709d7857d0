import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startHeadless } from '../../support/headless.ts';
import { run } from '../../support/messages-api-script.ts';
import { realHappy, REAL_HAPPY_LIMIT_MS } from '../../support/real-happy.ts';
import type { RealHappy } from '../../support/real-happy.ts';

const CLIS = [{ cli: 'happy' }, { cli: 'happy-coder' }] as const;
const touch = (name: string) => run('Bash', { command: `touch ${name}`, description: `make ${name}` });

/** The whole of Gatehouse but Electron, joined to the account. */
async function joinedTo({ home, server, secret }: RealHappy) {
  const app = await startHeadless({
    profileDir: join(home.homeDir, 'gatehouse'),
    config: {
      connections: [
        {
          kind: 'happy',
          id: 'account',
          name: 'Account',
          serverUrl: server.baseUrl,
          credentials: { secretKey: secret.toString('base64url') },
        },
      ],
    },
  });
  onTestFinished(() => app.stop());
  return app;
}

describe.each(CLIS)('Gatehouse and the published $cli', { timeout: REAL_HAPPY_LIMIT_MS }, ({ cli }) => {
  test('a real ask appears, is allowed here, the tool runs; another is denied with a reason', async () => {
    const happy = await realHappy({ cli });
    const app = await joinedTo(happy);
    const session = await happy.startRemote();
    const { key: sessionKey } = await app.session(session.id);
    const sent = await app.handlers['session:send-message']({
      key: sessionKey,
      text: `${touch('allowed')}\nSAY all done`,
    });
    expect(sent).toMatchObject({ ok: true });

    const { id } = await session.asked();
    const asked = await app.asked(id);
    expect(asked).toMatchObject({ kind: 'tool', toolName: 'Bash' });
    expect(session.has('allowed')).toBe(false);
    await app.decide(asked);
    await app.receipt(asked.key, 'confirmed');
    await session.logged('all done');
    expect(session.has('allowed')).toBe(true);

    await happy.phone.write(session.id, touch('denied'));
    const second = await app.asked((await session.asked()).id);
    await app.decide(second, { tag: 'deny', reason: 'Use another name.', stop: false });
    await app.receipt(second.key, 'confirmed');
    await session.write('SAY on it goes');
    await session.logged('on it goes');
    expect(session.has('denied')).toBe(false);
    expect(happy.api.toolResults).toMatchObject([{ isError: false }, { isError: true, text: 'Use another name.' }]);
  });
});
