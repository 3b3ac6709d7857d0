import { describe, expect, test } from 'vitest';
import { run } from '../../support/messages-api-script.ts';
import { realHappy, REAL_HAPPY_LIMIT_MS } from '../../support/real-happy.ts';

const touch = (name: string) => run('Bash', { command: `touch ${name}`, description: `make ${name}` });

describe.each([
  { cli: 'happy', pairing: 'dataKey' },
  { cli: 'happy', pairing: 'legacy' },
  { cli: 'happy-coder', pairing: 'dataKey' },
  { cli: 'happy-coder', pairing: 'legacy' },
] as const)('the published $cli, paired as $pairing', { timeout: REAL_HAPPY_LIMIT_MS }, ({ cli, pairing }) => {
  test('asks before a tool runs, and takes allow, deny with a reason, and the next message', async () => {
    const { phone, startRemote, api } = await realHappy({ cli, pairing });
    const session = await startRemote();
    await session.write(`${touch('allowed')}\nSAY all done`);
    const first = await session.asked();
    expect(first).toMatchObject({ tool: 'Bash', arguments: { command: 'touch allowed' } });
    expect(session.has('allowed')).toBe(false);
    expect(await phone.allow(session.id, first.id)).toBeUndefined();
    expect(await phone.completed(session.id, first.id)).toMatchObject({ status: 'approved', tool: 'Bash' });
    await session.logged('all done');
    expect(session.has('allowed')).toBe(true);

    await session.write(`${touch('denied')}\nSAY never said`);
    const second = await session.asked();
    await phone.deny(session.id, second.id, 'Use another name.');
    expect(await phone.completed(session.id, second.id)).toMatchObject({
      status: 'denied',
      reason: 'Use another name.',
    });
    await session.write('SAY and on it goes');
    await session.logged('and on it goes');
    expect(session.has('denied')).toBe(false);
    expect(api.toolResults).toMatchObject([{ isError: false }, { isError: true, text: 'Use another name.' }]);
  });
});
