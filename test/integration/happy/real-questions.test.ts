import { describe, expect, test } from 'vitest';
import { run } from '../../support/messages-api-script.ts';
import { realHappy, REAL_HAPPY_LIMIT_MS } from '../../support/real-happy.ts';

const COLOUR = {
  question: 'Which colour?',
  header: 'Colour',
  multiSelect: false,
  options: [
    { label: 'Red', description: 'like a brick' },
    { label: 'Blue', description: 'like the sky' },
  ],
};
const ANSWER = { updatedInput: { answers: { 'Which colour?': 'Blue' } } };
const PLAN = { permissionMode: 'plan' };
const question = (then: string) => `${run('AskUserQuestion', { questions: [COLOUR] })}\nSAY ${then}`;
const plan = `${run('ExitPlanMode', { plan: '1. Make it' })}\n${run('Write', { file_path: 'made', content: 'x' })}\nSAY it is made`;

describe('the published happy', { timeout: REAL_HAPPY_LIMIT_MS }, () => {
  test('takes the answers to a question, and a plan with the mode to go on in', async () => {
    const { phone, startRemote, api } = await realHappy({ cli: 'happy' });
    const session = await startRemote();
    await session.write(question('it knows'));
    const asked = await session.asked();
    expect(asked).toMatchObject({ tool: 'AskUserQuestion', arguments: { questions: [COLOUR] } });
    await phone.allow(session.id, asked.id, ANSWER);
    await session.logged('it knows');
    expect(api.toolResults[0]?.text).toContain('"Which colour?"="Blue"');

    await session.write(plan, PLAN);
    const planned = await session.asked();
    // The plan itself is only in the message with the same id.
    expect(planned).toMatchObject({ tool: 'ExitPlanMode', arguments: {} });
    await phone.allow(session.id, planned.id, { mode: 'acceptEdits' });
    const log = JSON.stringify(await session.logged('it is made'));
    expect(log).toContain(`"call":"${planned.id}","name":"ExitPlanMode"`);
    expect(log).toContain('1. Make it');
    expect(session.has('made')).toBe(true);
  });
});

describe('the published happy-coder', { timeout: REAL_HAPPY_LIMIT_MS }, () => {
  test('loses the answers to a question, and cannot ask where Claude Code changed the input of a call', async () => {
    const { phone, startRemote, api } = await realHappy({ cli: 'happy-coder' });
    const session = await startRemote();
    await session.write(question('it knows not'));
    const asked = await session.asked();
    await phone.allow(session.id, asked.id, ANSWER);
    await session.logged('it knows not');
    expect(api.toolResults[0]?.text).toBe('The user did not answer the questions.');

    await session.write(`${run('Write', { file_path: 'relative', content: 'x' })}\nSAY no file`);
    await session.logged('Could not resolve tool call ID for Write');
    await session.write(plan, PLAN);
    await session.logged('Could not resolve tool call ID for ExitPlanMode');
    expect(Object.keys(session.seen.state.completedRequests ?? {})).toEqual([asked.id]);
    expect(['relative', 'made'].map(session.has)).toEqual([false, false]);
  });
});
