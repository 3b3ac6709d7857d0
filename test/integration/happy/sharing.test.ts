import { expect, test, vi } from 'vitest';
import type { AskView } from '../../../shared/model/app-view.ts';
import { run } from '../../support/messages-api-script.ts';
import {
  idle,
  PHONE,
  requestOn,
  sessionOf,
  sharedDesk,
  shareWith,
  startOwn,
  textsOn,
  untilLive,
  type App,
} from './shared-desk.ts';

const LIMIT_MS = 120_000;
const PATIENT = { timeout: 45_000, interval: 50 };
const touch = (name: string) => run('Bash', { command: `touch ${name}`, description: 'makes a file' });
const nextAsk = (app: App) => app.until(() => app.view.inbox[0], 'an ask');

/** Nothing of it is on any surface. */
const gone = (app: App, { key }: AskView) =>
  app.until(() => {
    const isInTray = app.surfaces.trayAction((one) => one.tag === 'decide' && one.key === key) !== undefined;
    return !isInTray && !app.surfaces.standing.has(key) && app.view.inbox.every((ask) => ask.key !== key);
  }, 'the ask to go from every surface');

test('a session started here is answered, told to go on, and ended on the phone', { timeout: LIMIT_MS }, async () => {
  const { claude, phone, open, has } = await sharedDesk();
  const { app } = await open();
  const key = await startOwn(app, claude.home.workDir, 'SAY hello from here');
  await idle(app, key);
  const id = await shareWith(app, key, phone);
  await vi.waitFor(async () => expect(await textsOn(phone, id)).toContain('hello from here'), PATIENT);

  await phone.write(id, `${touch('one')}\nSAY that was one`);
  const ask = await nextAsk(app);
  await phone.allow(id, await requestOn(phone, id));
  await gone(app, ask);
  const receipt = await app.receipt(ask.key, 'confirmed');
  expect(receipt).toMatchObject({ surface: 'other-device', decision: { tag: 'allow' } });
  await idle(app, key);
  expect(has('one')).toBe(true);
  expect(app.surfaces.trayLabels().filter((label) => label.includes('answered on another device'))).toHaveLength(1);
  const { value } = await journalOf(app);
  expect(value.entries.find(({ event }) => event === 'decided')).toMatchObject({
    choice: 'allow',
    surface: 'other-device',
  });
  const texts = await textsOn(phone, id);
  expect(texts.filter((text) => text === 'that was one')).toHaveLength(1);
  // Its own words are on the phone already.
  expect(texts.filter((text) => text.includes('touch one'))).toHaveLength(0);

  await phone.call(id, 'killSession', {});
  await app.until(() => sessionOf(app, key)?.group === 'ended', 'the end of the session');
  await vi.waitFor(
    async () => expect((await phone.refresh())[0]?.metadata['lifecycleState']).toBe('archived'),
    PATIENT,
  );
});

test('an ask that is answered in the tray is gone on the phone', { timeout: LIMIT_MS }, async () => {
  const { claude, phone, open, has } = await sharedDesk();
  const { app } = await open();
  const key = await startOwn(app, claude.home.workDir, `${touch('one')}\nSAY done`);
  const id = await shareWith(app, key, phone);
  const ask = await nextAsk(app);
  const request = await requestOn(phone, id);
  const action = app.surfaces.trayAction((one) => one.tag === 'decide' && one.decision.tag === 'deny');
  if (action === undefined) throw new Error('the tray does not offer it');
  app.actions.tray(action);
  expect(await phone.completed(id, request)).toMatchObject({ status: 'denied' });
  await gone(app, ask);
  // Too late, and told so by nothing: the first answer counts.
  await phone.allow(id, request).catch(() => undefined);
  await idle(app, key);
  expect(has('one')).toBe(false);
  expect((await app.receipt(ask.key, 'confirmed')).surface).toBe('tray');
});

test(
  'an ask in a terminal is gone here and on the phone when it is answered there',
  { timeout: LIMIT_MS },
  async () => {
    const { claude, phone, open, connectClaude, has } = await sharedDesk();
    const { app } = await open();
    await connectClaude(app);
    const terminal = await claude.startTerminal();
    await terminal.prompt('SAY ready');
    await terminal.untilScreen(/● ready/);
    const session = await app.until(() => app.view.sessions.find(({ mayShare }) => mayShare), 'the terminal');
    const id = await shareWith(app, session.key, phone);
    await vi.waitFor(async () => expect(await textsOn(phone, id)).toContain('ready'), PATIENT);

    await terminal.prompt(`${touch('one')}\nSAY went on`);
    const ask = await nextAsk(app);
    const request = await requestOn(phone, id);
    await terminal.untilScreen(/Do you want to proceed\?/);
    await terminal.choose('Yes');
    await gone(app, ask);
    expect(await phone.completed(id, request)).toMatchObject({
      status: 'canceled',
      reason: 'Answered in its terminal.',
    });
    await terminal.untilScreen(/● went on/);
    expect(has('one')).toBe(true);

    // And the other way round: the dialog of the terminal closes when the phone answers.
    await terminal.prompt(`${touch('two')}\nSAY went further`);
    const second = await nextAsk(app);
    await phone.allow(id, await requestOn(phone, id));
    await terminal.untilScreen(/● went further/);
    await gone(app, second);
    expect([has('two'), (await app.receipt(second.key, 'confirmed')).surface]).toEqual([true, 'other-device']);
    await vi.waitFor(async () => expect(await textsOn(phone, id)).toContain('went further'), PATIENT);

    // Nobody can type into that terminal from elsewhere.
    await phone.write(id, 'SAY not this');
    await vi.waitFor(async () => expect(JSON.stringify(await phone.log(id))).toMatch(/terminal/i), PATIENT);
    expect(app.view.drafts).toEqual([]);
  },
);

test(
  'what is said while the server is away arrives once, in order; then it is not shared any more',
  { timeout: LIMIT_MS },
  async () => {
    const { claude, phone, server, open } = await sharedDesk();
    const { app } = await open();
    const key = await startOwn(app, claude.home.workDir, 'SAY first');
    await idle(app, key);
    const id = await shareWith(app, key, phone);
    const before = ['SAY first', 'first'];
    await vi.waitFor(async () => expect(await textsOn(phone, id)).toEqual(before), PATIENT);
    await server.close();
    await app.until(() => sessionOf(app, key)?.sharing?.state.tag === 'waiting', 'the share to wait');
    await app.handlers['session:send-message']({ key, text: 'SAY second' });
    await app.until(() => (sessionOf(app, key)?.sharing?.unsent ?? 0) > 0, 'messages to wait');
    await idle(app, key);
    await server.open();
    await app.handlers['connection:retry']({ connectionId: PHONE });
    await untilLive(app, key);
    await vi.waitFor(
      async () => expect(await textsOn(phone, id)).toEqual([...before, 'SAY second', 'second']),
      PATIENT,
    );
    await app.until(() => sessionOf(app, key)?.sharing?.unsent === 0, 'nothing to wait any more');

    expect(await app.handlers['session:unshare']({ key })).toEqual({ ok: true, value: { remaining: 0, told: true } });
    await app.until(() => sessionOf(app, key)?.sharing === undefined, 'the share to go');
    const [there] = await phone.refresh();
    expect(there).toMatchObject({ isActive: false, metadata: { lifecycleState: 'archived' } });
    expect(sessionOf(app, key)?.group).toBe('idle');
  },
);

test.each(['is stopped', 'is killed'])(
  'a share goes on in the next run when Gatehouse %s, without duplicates',
  { timeout: LIMIT_MS },
  async (how) => {
    const { claude, phone, open, connectClaude } = await sharedDesk();
    const first = await open();
    await connectClaude(first.app);
    const terminal = await claude.startTerminal();
    await terminal.prompt('SAY before');
    await terminal.untilScreen(/● before/);
    const { key } = await first.app.until(
      () => first.app.view.sessions.find(({ mayShare }) => mayShare),
      'the terminal',
    );
    const id = await shareWith(first.app, key, phone);
    await vi.waitFor(async () => expect(await textsOn(phone, id)).toContain('before'), PATIENT);
    await (how === 'is killed' ? first.kill() : first.stop());
    await terminal.prompt('SAY meanwhile');
    await terminal.untilScreen(/● meanwhile/);

    const { app } = await open();
    await untilLive(app, key);
    await terminal.prompt('SAY after');
    const said = (texts: readonly string[]) => texts.filter((text) => !text.startsWith('SAY'));
    await vi.waitFor(
      async () => expect(said(await textsOn(phone, id))).toEqual(['before', 'meanwhile', 'after']),
      PATIENT,
    );
    expect(await phone.refresh()).toHaveLength(1);
  },
);

async function journalOf(app: App) {
  const found = await app.handlers['journal:search']({ text: '', before: null, count: 50 });
  if (!found.ok) throw new Error('the journal cannot be read');
  return found;
}
