import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Practice } from '../../../main/ports/practice.ts';
import { PracticeClient, startFastPractice } from './practice-client.ts';

let practice: Practice;
let client: PracticeClient;

beforeEach(async () => {
  practice = await startFastPractice();
});
afterEach(async () => {
  client.close();
  await practice.stop();
});

function open(sessionId: string): PracticeClient {
  client = new PracticeClient(practice, sessionId);
  client.read();
  return client;
}

test('the checkout session asks for its tests, its edit and its push, and ends its turn', async () => {
  open('cse_checkout');
  const tests = await client.ask('Bash');
  expect(tests.request.input).toMatchObject({ command: 'npm test' });
  expect(tests.request['permission_suggestions']).toHaveLength(1);
  await client.answer(tests.id, { behavior: 'allow', updatedInput: tests.request.input });
  await client.said(/1 failed \| 41 passed/);
  const edit = await client.ask('Edit');
  expect(Object.keys(edit.request.input)).toEqual(['file_path', 'old_string', 'new_string']);
  await client.answer(edit.id, { behavior: 'allow', updatedInput: edit.request.input });
  const push = await client.ask('Bash', edit.at);
  expect(push.request.input).toMatchObject({ command: 'git push origin fix/checkout-total' });
  await client.answer(push.id, { behavior: 'allow', updatedInput: push.request.input });
  const end = await client.events.find(({ payload }) => payload.type === 'result');
  expect(end.payload.subtype).toBe('success');
});

test('a denied command gets the reason as its result, and the agent tries another way', async () => {
  open('cse_checkout');
  const ask = await client.ask('Bash');
  await client.answer(ask.id, { behavior: 'deny', message: 'Not on this machine' });
  const result = await client.said(/Not on this machine/, ask.at);
  expect(result.payload.message?.content).toMatchObject([{ type: 'tool_result', is_error: true }]);
  await client.said(/I will not run the tests/, ask.at);
  await client.ask('Edit', ask.at);
});

test('deny and stop ends the turn', async () => {
  open('cse_checkout');
  const ask = await client.ask('Bash');
  await client.answer(ask.id, { behavior: 'deny', message: 'Stop', interrupt: true });
  const end = await client.events.find(({ payload }) => payload.type === 'result');
  expect(end.payload.subtype).toBe('error_during_execution');
  await expect.poll(async () => (await client.get()).json()).toMatchObject({ worker_status: 'idle' });
});

test('what was answered to the questions is used in what the agent says next', async () => {
  open('cse_release_notes');
  await client.allow('WebFetch');
  const ask = await client.ask('AskUserQuestion');
  expect(ask.request).toMatchObject({
    requires_user_interaction: true,
    input: { questions: [{ multiSelect: false }, { multiSelect: true }] },
  });
  const answers = {
    'How should the notes be grouped?': 'By area',
    'Who should they be written for?': 'Visitors, Editors',
  };
  await client.answer(ask.id, { behavior: 'allow', updatedInput: { ...ask.request.input, answers } });
  await client.said(/\*\*By area\*\* and write for: Visitors, Editors/);
  const write = await client.ask('Write');
  expect(write.request.input).toMatchObject({ file_path: expect.stringMatching(/release-notes-4\.2\.md$/) });
});

test('the plan session asks to leave plan mode with a Markdown plan, then begins it', async () => {
  open('cse_booking_plan');
  const ask = await client.ask('ExitPlanMode');
  expect(ask.request.input['plan']).toMatch(/^# Move bookings/);
  await client.answer(ask.id, { behavior: 'allow', updatedInput: ask.request.input });
  await client.said(/I begin with step 1/);
});

test('one command hides its end behind spaces and a direction mark', async () => {
  open('cse_invoice_import');
  const ask = await client.ask('Bash');
  expect(ask.request.input['command']).toMatch(/ {200,}\u202e.*curl .*\| sh$/);
  await client.answer(ask.id, { behavior: 'deny', message: 'This downloads and runs something' });
  await client.said(/I skip that step/);
});

test('initialize lists the open asks, and only those', async () => {
  open('cse_checkout');
  const ask = await client.ask('Bash');
  expect((await client.control('initialize')).response).toMatchObject({
    subtype: 'success',
    pending_permission_requests: [{ type: 'control_request', request_id: ask.id, request: { tool_name: 'Bash' } }],
    pending_user_dialog_requests: [],
  });
  await client.answer(ask.id, { behavior: 'allow', updatedInput: ask.request.input });
  await client.events.find(({ payload }) => payload.type === 'control_cancel_request' && payload.request_id === ask.id);
  expect((await client.control('initialize')).response).toMatchObject({ pending_permission_requests: [] });
});

test('an interrupt withdraws the open ask and ends the turn', async () => {
  open('cse_checkout');
  const ask = await client.ask('Bash');
  expect((await client.control('interrupt')).response).toMatchObject({ subtype: 'success' });
  await client.events.find(({ payload }) => payload.type === 'control_cancel_request' && payload.request_id === ask.id);
  await client.events.find(({ payload }) => payload.type === 'result' && payload.subtype === 'error_during_execution');
});

test('permission mode and model can be set, an unknown mode or request is refused', async () => {
  open('cse_checkout');
  expect((await client.control('set_permission_mode', { mode: 'plan' })).response).toMatchObject({
    subtype: 'success',
  });
  expect((await client.control('set_model', { model: 'claude-haiku-5' })).response).toMatchObject({
    subtype: 'success',
  });
  expect((await client.control('set_permission_mode', { mode: 'sudo' })).response).toMatchObject({
    error_code: 'invalid_mode',
  });
  expect((await client.control('rewind_files')).response).toMatchObject({ error_code: 'unsupported_request' });
  expect(await (await client.get()).json()).toMatchObject({
    external_metadata: { permission_mode: 'plan', model: 'claude-haiku-5' },
  });
});

test('a typed message is answered once, also when it is sent twice', async () => {
  open('cse_checkout');
  const ask = await client.ask('Bash');
  const message = { type: 'user', uuid: 'a1b2', message: { role: 'user', content: 'Please be careful' } };
  await client.send(message);
  const second: unknown = await (await client.send(message)).json();
  expect(second).toMatchObject({ results: [{ event_id: 'a1b2', duplicate: true }] });
  await client.answer(ask.id, { behavior: 'allow', updatedInput: ask.request.input });
  await client.said(/keep that in mind/);
  await client.ask('Edit');
  expect(
    client.events.all.filter(({ payload }) => /keep that in mind/.test(JSON.stringify(payload.message ?? ''))),
  ).toHaveLength(1);
});

test('a stream that resumes after an event brings only later ones, and history pages back to the first', async () => {
  open('cse_checkout');
  const ask = await client.ask('Bash');
  const later = new PracticeClient(practice, 'session_checkout');
  later.read(ask.at);
  await client.answer(ask.id, { behavior: 'allow', updatedInput: ask.request.input });
  await later.said(/41 passed/);
  later.close();
  expect(Number(later.events.all[0]?.sequence_num)).toBe(ask.at + 1);
  const page: unknown = await (await client.get('/events?limit=2&sort_order=desc&cursor=4')).json();
  expect(page).toMatchObject({ data: [{ sequence_num: '3' }, { sequence_num: '2' }], next_cursor: '2' });
});

test('after a rest the session starts a new round', async () => {
  client = new PracticeClient(practice, 'cse_checkout');
  client.read();
  const first = await client.ask('Bash');
  await client.answer(first.id, { behavior: 'deny', message: 'Stop', interrupt: true });
  const second = await client.ask('Bash', first.at);
  expect(second.id).not.toBe(first.id);
});
