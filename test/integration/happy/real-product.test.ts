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

const COLOUR = {
  question: 'Which colour?',
  header: 'Colour',
  multiSelect: false,
  options: [
    { label: 'Red', description: 'like a brick' },
    { label: 'Blue', description: 'like the sky' },
  ],
};

describe('Gatehouse and the published happy', { timeout: REAL_HAPPY_LIMIT_MS }, () => {
  test('a question is answered here, a plan approved, a call broken off, one answered on the phone, and the session ended', async () => {
    const happy = await realHappy({ cli: 'happy' });
    const app = await joinedTo(happy);
    const session = await happy.startRemote();
    const { key } = await app.session(session.id);
    const next = async () => app.asked((await session.asked()).id);

    await session.write(`${run('AskUserQuestion', { questions: [COLOUR] })}\nSAY it knows`);
    const question = await next();
    expect(question.kind).toBe('question');
    await app.decide(question, { tag: 'answer', answers: [{ question: COLOUR.question, answer: 'Blue' }] });
    await session.logged('it knows');
    expect(happy.api.toolResults[0]?.text).toContain('"Which colour?"="Blue"');

    const write = run('Write', { file_path: 'made', content: 'x' });
    await session.write(`${run('ExitPlanMode', { plan: '1. Make it' })}\n${write}\nSAY it is made`, {
      permissionMode: 'plan',
    });
    const plan = await next();
    expect(plan.kind).toBe('plan');
    expect(await app.handlers['inbox:detail']({ key: plan.key })).toMatchObject({ value: { plan: '1. Make it' } });
    await app.decide(plan, { tag: 'approve-plan', mode: 'default' });
    await app.decide(await next());
    await session.logged('it is made');
    expect(session.has('made')).toBe(true);

    // The mode of the last message holds for the next, whatever the plan was approved with.
    await session.write(touch('elsewhere'), { permissionMode: 'default' });
    const elsewhere = await next();
    await happy.phone.allow(session.id, elsewhere.requestId);
    await app.receipt(elsewhere.key, 'answered-elsewhere');

    await session.write(touch('broken-off'));
    const brokenOff = await next();
    expect(await app.handlers['session:interrupt']({ key })).toMatchObject({ ok: true });
    await app.until(() => !app.view.inbox.some((ask) => ask.key === brokenOff.key), 'the end of the ask');
    expect(session.has('broken-off')).toBe(false);

    expect(await app.handlers['session:end']({ key })).toMatchObject({ ok: true });
    expect((await session.process.ended).code).toBe(0);
    await app.session(session.id, ({ group }) => group === 'ended');
  });
});
