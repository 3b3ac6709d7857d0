import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { AppView } from '../../shared/model/app-view.ts';
import { ok } from '../../shared/result.ts';
import { hostilePayloads } from './hostile-payloads.ts';
import { closeWindow, openWindow } from './open-window.tsx';
import { sampleAsk } from './sample-asks.ts';
import { keys } from './sample-sessions.ts';
import { fullView } from './samples.ts';

const nowMs = Date.now();
/** Elements the window draws itself; anything else came out of a payload. */
const FOREIGN =
  'script, iframe, img, object, embed, link[rel], video, audio, base, meta, form[action], math, style, a, [onerror], [onload], [onclick], [srcdoc], svg:not(.arch)';
const foreign = () => [...document.querySelectorAll(`#hostile-root ${FOREIGN.split(', ').join(', #hostile-root ')}`)];

let ran: string[] = [];
const requested = () => performance.getEntriesByType('resource').filter((entry) => entry.name.includes('evil.example'));

afterEach(closeWindow);

function prepare(): void {
  ran = [];
  Object.assign(window, { alert: (text: string) => ran.push(String(text)), pwned: () => ran.push('pwned') });
  document.body.id = 'hostile-root';
}

test('the corpus is large enough to mean something', () => {
  expect(new Set(hostilePayloads).size).toBeGreaterThanOrEqual(100);
});

test('no payload in any field of a request becomes an element, a script or a request', async () => {
  prepare();
  const base = fullView(nowMs);
  const [session] = base.sessions;
  if (!session) throw new Error('no sample session');
  for (let at = 0; at < hostilePayloads.length; at += 20) {
    const asks = hostilePayloads.slice(at, at + 20).map((text, index) =>
      sampleAsk({
        id: `req_${at + index}`,
        session: { ...session, title: text, connectionName: text, cwd: text, host: text },
        nowMs,
        ageMs: 0,
        short: text,
        request: {
          toolName: index % 2 === 0 ? 'Bash' : text,
          displayName: text,
          claim: text,
          decisionReason: text,
          blockedPath: text,
          matchedAskRule: text,
          agentId: text,
          mcpServer: { name: text, source: text },
          input: { command: text, file_path: text, [text]: text, url: text },
          suggestions: [{ tag: 'directories', raw: '{}', how: 'add', directories: [text], destination: 'session' }],
        },
      }),
    );
    const view: AppView = {
      ...base,
      sessions: asks.slice(0, 1).map((ask) => ({
        ...session,
        key: ask.view.sessionKey,
        title: ask.view.sessionTitle,
        cwd: ask.view.short,
        activity: { tag: 'working', detail: ask.view.short },
      })),
      inbox: asks.map((ask) => ask.view),
      problems: [{ id: 'p', code: 'bug', detail: hostilePayloads[at] ?? '' }],
    };
    await openWindow(view, asks);
    await expect.poll(() => document.querySelectorAll('.facts').length).toBe(asks.length);
    expect(foreign()).toEqual([]);
  }
  expect(ran).toEqual([]);
  expect(requested()).toEqual([]);
});

test('no payload in plans, questions, forms or conversations becomes an element, a script or a request', async () => {
  prepare();
  const base = fullView(nowMs);
  const [session] = base.sessions;
  if (!session) throw new Error('no sample session');
  const plan = hostilePayloads.join('\n\n');
  const ask = sampleAsk({
    id: 'req_plan',
    session,
    nowMs,
    ageMs: 0,
    request: { kind: 'plan', toolName: 'ExitPlanMode', input: { plan } },
  });
  const question = sampleAsk({
    id: 'req_question',
    session,
    nowMs,
    ageMs: 0,
    request: {
      kind: 'question',
      toolName: 'AskUserQuestion',
      input: {
        questions: hostilePayloads.slice(0, 40).map((text) => ({
          question: text,
          header: text,
          multiSelect: true,
          options: [{ label: text, description: text }],
        })),
      },
    },
  });
  const { fake } = await openWindow({ ...base, inbox: [ask.view, question.view] }, [ask, question]);
  fake.answer({
    'transcript:read': () =>
      ok({
        items: hostilePayloads.slice(0, 60).map((text, index) => ({
          id: `i${index}`,
          tag: index % 2 === 0 ? ('agent' as const) : ('note' as const),
          text,
        })),
        firstIndex: 0,
        startIndex: 0,
        endIndex: 60,
        olderAvailable: false,
        liveText: plan,
      }),
  });
  await expect.element(page.getByRole('group', { name: 'Plan' })).toBeVisible();
  expect(foreign()).toEqual([]);
  fake.fire('window:show', { tag: 'session', key: keys.payments });
  await expect.element(page.getByText('Writing now')).toBeInTheDocument();
  expect(foreign()).toEqual([]);
  expect(ran).toEqual([]);
  expect(requested()).toEqual([]);
});

test('a link of a conversation is a button that asks main to open it', async () => {
  const { fake } = await openWindow(fullView(nowMs), [], { tag: 'session', key: keys.schema });
  await page.getByRole('button', { name: 'the ledger notes' }).click();
  expect(fake.callsOf('link:open')).toEqual([{ url: 'https://example.com/ledger' }]);
});
