import { afterEach, expect, test } from 'vitest';
import { joinBus } from '../../support/desktop/bus-client.ts';
import { forgeSignal } from '../../support/desktop/notification-daemon.ts';
import { anAsk, createNotifierRig, SOUND_PATH } from '../../support/desktop/notifier-rig.ts';

const rig = createNotifierRig();
const { aBus, aDaemon, aNotifier } = rig;
afterEach(rig.end);

test('an ask is shown under our name with the three action keys, and its click is told once', async () => {
  const bus = await aBus();
  const daemon = await aDaemon(bus.address);
  const { notifier, actions, kinds } = aNotifier(bus.address);
  notifier.show(anAsk('one', { silent: true }));
  const shown = await daemon.shown();
  expect(shown).toEqual({
    tag: 'notify',
    id: 1,
    app: 'Gatehouse',
    replaces: 0,
    title: 'Gatehouse: api-server asks',
    body: 'Bash: npm test',
    actions: ['default', 'Open', 'allow', 'Allow', 'deny', 'Deny', 'open', 'Open'],
    hints: { urgency: 1, category: 'x-gatehouse.ask', 'desktop-entry': 'gatehouse', 'suppress-sound': true },
    timeoutMs: 0,
  });
  expect(kinds.all).toEqual(['buttons']);
  await daemon.invoke(shown.id, 'allow');
  await actions.next((action) => action === 'one:allow');
  await daemon.invoke(shown.id, 'allow');
  await daemon.invoke(shown.id, 'deny');
  notifier.show(anAsk('two'));
  await daemon.invoke((await daemon.shown()).id, 'default');
  await actions.next((action) => action === 'two:open');
  expect(actions.all).toEqual(['one:allow', 'two:open']);
});

test('mark-up in the body is escaped only where the daemon would read it, and a zero character does not break the bus', async () => {
  const bus = await aBus();
  const hostile = '<b>safe</b> & <a href="http://x">\0\ud800';
  const reader = await aDaemon(bus.address);
  const { notifier } = aNotifier(bus.address);
  notifier.show(anAsk('one', { body: hostile }));
  expect((await reader.shown()).body).toBe('&lt;b&gt;safe&lt;/b&gt; &amp; &lt;a href="http://x"&gt;\u2400\uFFFD');
  await reader.stop();
  const plain = await aDaemon(bus.address, { capabilities: ['actions', 'body'] });
  expect((await plain.shown()).body).toBe('<b>safe</b> & <a href="http://x">\u2400\uFFFD');
});

test('a daemon that cannot show the body gets no Allow button', async () => {
  const bus = await aBus();
  const daemon = await aDaemon(bus.address, { capabilities: ['actions'] });
  const { notifier, actions } = aNotifier(bus.address);
  notifier.show(anAsk('one'));
  const shown = await daemon.shown();
  expect(shown.actions).toEqual(['default', 'Open', 'deny', 'Deny', 'open', 'Open']);
  await daemon.signal('ActionInvoked', 'us', [shown.id, 'allow']);
  await daemon.invoke(shown.id, 'open');
  await actions.next((action) => action === 'one:open');
  expect(actions.all).toEqual(['one:open']);
});

test('none of 10 000 forged clicks is believed, and the real one still counts', async () => {
  const bus = await aBus();
  const daemon = await aDaemon(bus.address);
  const { notifier, actions, tokens } = aNotifier(bus.address);
  notifier.show(anAsk('one'));
  const shown = await daemon.shown();
  const forger = await joinBus(bus.address);
  rig.endsWith(forger.leave);
  const [victims] = await forger.call(
    'org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.ListNames',
  );
  const victim = await nameOf(forger, victims, [daemon.uniqueName, forger.uniqueName]);
  for (let n = 0; n < 10_000; n++) {
    if (n % 3 === 0) forgeSignal(forger, victim, 'ActionInvoked', 'us', [shown.id, 'allow']);
    else if (n % 3 === 1) forgeSignal(forger, victim, 'NotificationClosed', 'uu', [shown.id, 2]);
    else forgeSignal(forger, victim, 'ActivationToken', 'us', [shown.id, 'forged']);
  }
  await forger.settle();
  // The bus keeps the order of what one program sends, so this answer of the victim comes after it has read them all.
  await forger.call(victim, '/', 'org.example.Nothing').catch(() => {});
  expect(actions.all).toEqual([]);
  await daemon.signal('ActivationToken', 'us', [shown.id, 'real']);
  await daemon.invoke(shown.id, 'deny');
  await actions.next((action) => action === 'one:deny');
  expect(actions.all).toEqual(['one:deny']);
  expect(tokens.all).toEqual(['real']);
});

async function nameOf(
  forger: Awaited<ReturnType<typeof joinBus>>,
  names: unknown,
  others: readonly string[],
): Promise<string> {
  await forger.settle();
  const unique = Array.isArray(names)
    ? names.filter((name): name is string => typeof name === 'string' && name.startsWith(':'))
    : [];
  const [victim, ...more] = unique.filter((name) => !others.includes(name));
  if (victim === undefined || more.length > 0) throw new Error('expected exactly one other program on the bus');
  return victim;
}

test('odd signals of the daemon itself decide nothing', async () => {
  const bus = await aBus();
  const daemon = await aDaemon(bus.address);
  const { notifier, actions } = aNotifier(bus.address);
  notifier.show(anAsk('one'));
  const shown = await daemon.shown();
  await daemon.signal('ActionInvoked', 'us', [shown.id + 1, 'allow']);
  await daemon.signal('ActionInvoked', 'us', [shown.id, 'review']);
  await daemon.signal('ActionInvoked', 'us', [shown.id, '__proto__']);
  await daemon.signal('ActionInvoked', 's', ['allow']);
  await daemon.signal('ActionInvoked', 'su', ['allow', shown.id]);
  await daemon.signal('NotificationClosed', 's', ['x']);
  await daemon.invoke(shown.id, 'allow');
  await actions.next(() => true);
  expect(actions.all).toEqual(['one:allow']);
});

test('closing and time-outs decide nothing, and a click after them is ignored', async () => {
  const bus = await aBus();
  const daemon = await aDaemon(bus.address);
  const { notifier, actions } = aNotifier(bus.address);
  for (const [id, reason] of [
    ['dismissed', 2],
    ['expired', 1],
  ] as const) {
    notifier.show(anAsk(id));
    const shown = await daemon.shown();
    await daemon.dismiss(shown.id, reason);
    await daemon.invoke(shown.id, 'allow');
  }
  notifier.show(anAsk('last'));
  await daemon.invoke((await daemon.shown()).id, 'deny');
  await actions.next((action) => action === 'last:deny');
  expect(actions.all).toEqual(['last:deny']);
});

test('a notice that is replaced rings again if what came to it was never heard, and else does not', async () => {
  const bus = await aBus();
  const daemon = await aDaemon(bus.address, { capabilities: ['actions', 'body', 'sound'] });
  const { notifier, rings } = aNotifier(bus.address);
  const sounding = { 'sound-file': SOUND_PATH };
  const silent = { 'suppress-sound': true };
  for (const [body, change, hints] of [
    ['3 waiting', {}, sounding],
    ['2 waiting', { silent: true }, silent],
    ['3 waiting again', {}, sounding],
  ] as const) {
    notifier.show(anAsk('group', { body, ...change }));
    const shown = await daemon.shown((notification) => notification.body === body);
    const usual = { urgency: 1, category: 'x-gatehouse.ask', 'desktop-entry': 'gatehouse' };
    expect({ id: shown.id, hints: shown.hints }).toEqual({ id: 1, hints: { ...usual, ...hints } });
  }
  expect(daemon.calls.all.map((call) => call.tag === 'notify' && call.replaces)).toEqual([0, 1, 1]);
  expect(rings.all).toEqual([]);
});

test.each([
  { plays: 'the daemon', capabilities: ['actions', 'body', 'sound'], files: [SOUND_PATH], own: 0 },
  { plays: 'we', capabilities: ['actions', 'body'], files: [], own: 1 },
])('a sound that is due while the daemon is slow is made once, by whoever plays: $plays', async (at) => {
  const bus = await aBus();
  const daemon = await aDaemon(bus.address, { capabilities: at.capabilities });
  const { notifier, rings, kinds } = aNotifier(bus.address);
  await kinds.next((kind) => kind === 'buttons');
  daemon.hang(true);
  notifier.show(anAsk('group', { body: 'first', silent: true }));
  notifier.show(anAsk('group', { body: 'with a new ask' }));
  notifier.show(anAsk('group', { body: 'in the end', silent: true }));
  daemon.hang(false);
  const shown = await daemon.shown(({ body }) => body === 'in the end');
  notifier.show(anAsk('group', { body: 'later', silent: true }));
  await daemon.shown(({ body }) => body === 'later');
  const files = daemon.calls.all.flatMap((call) => (call.tag === 'notify' ? (call.hints['sound-file'] ?? []) : []));
  expect([files, rings.all.length, shown.id]).toEqual([at.files, at.own, 1]);
});

test('a notice that waited without a daemon rings when it is shown, though its words were mended meanwhile', async () => {
  const bus = await aBus();
  const { notifier } = aNotifier(bus.address);
  notifier.show(anAsk('group', { body: 'first' }));
  notifier.show(anAsk('group', { body: 'mended', silent: true }));
  const daemon = await aDaemon(bus.address, { capabilities: ['actions', 'body', 'sound'] });
  expect(await daemon.shown()).toMatchObject({ body: 'mended', hints: { 'sound-file': SOUND_PATH } });
});

test('a withdrawn notice leaves the screen, and a late click on it does nothing', async () => {
  const bus = await aBus();
  const daemon = await aDaemon(bus.address);
  const { notifier, actions } = aNotifier(bus.address);
  notifier.show(anAsk('one'));
  const shown = await daemon.shown();
  notifier.close('one');
  notifier.close('never-shown');
  await daemon.withdrawn(shown.id);
  await daemon.invoke(shown.id, 'allow');
  notifier.show(anAsk('two'));
  await daemon.invoke((await daemon.shown()).id, 'deny');
  await actions.next((action) => action === 'two:deny');
  expect(actions.all).toEqual(['two:deny']);
});

test('a click on a notice that is being replaced by another ask only opens it', async () => {
  const bus = await aBus();
  const daemon = await aDaemon(bus.address);
  const { notifier, actions } = aNotifier(bus.address);
  notifier.show(anAsk('one'));
  const shown = await daemon.shown();
  daemon.hang(true);
  const other = anAsk('changed').ask;
  notifier.show(anAsk('one', { body: 'Bash: rm -rf build', ask: other }));
  await daemon.signal('ActionInvoked', 'us', [shown.id, 'allow']);
  await actions.next(() => true);
  daemon.hang(false);
  await daemon.shown((notification) => notification.body.includes('rm -rf'));
  expect(actions.all).toEqual(['one:open']);
});

test('for a daemon that plays no sounds we make our own, once, and tell it to be silent', async () => {
  const bus = await aBus();
  const daemon = await aDaemon(bus.address, { capabilities: ['actions', 'body'] });
  const { notifier, rings } = aNotifier(bus.address);
  notifier.show(anAsk('one'));
  expect((await daemon.shown()).hints).toMatchObject({ 'suppress-sound': true });
  notifier.show(anAsk('one', { body: 'Bash: npm run again', silent: true }));
  await daemon.calls.next((call) => call.tag === 'notify' && call.body.includes('again'));
  notifier.show(anAsk('two', { silent: true }));
  await daemon.calls.next((call) => call.tag === 'notify' && call.id !== 1);
  expect(rings.all).toEqual(['ring']);
});

test('a restarted daemon gets the open notices again without sound, and clicks meant for the old one are not believed', async () => {
  const bus = await aBus();
  const first = await aDaemon(bus.address, { capabilities: ['actions', 'body', 'sound'] });
  const { notifier, actions, kinds } = aNotifier(bus.address);
  notifier.show(anAsk('kept'));
  await first.shown();
  notifier.show(anAsk('dismissed'));
  const dismissed = await first.shown((shown) => shown.id === 2);
  await first.dismiss(dismissed.id);
  await first.stop();
  await kinds.next((kind) => kind === 'none');
  const second = await aDaemon(bus.address, { capabilities: ['actions', 'body', 'sound'], firstId: 70 });
  const again = await second.shown();
  expect(again.hints).not.toHaveProperty('sound-file');
  expect(again.hints).toMatchObject({ 'suppress-sound': true });
  await second.signal('ActionInvoked', 'us', [1, 'allow']);
  await second.invoke(again.id, 'deny');
  await actions.next(() => true);
  expect(actions.all).toEqual(['kept:deny']);
  expect(second.calls.all.filter((call) => call.tag === 'notify')).toHaveLength(1);
  expect(kinds.all).toEqual(['buttons', 'none', 'buttons']);
});

test('without a daemon nothing is lost: the notice waits until one appears', async () => {
  const bus = await aBus();
  const { notifier } = aNotifier(bus.address);
  expect(notifier.kind).toBe('none');
  notifier.show(anAsk('one'));
  notifier.show(anAsk('two'));
  notifier.close('two');
  const daemon = await aDaemon(bus.address, { capabilities: ['body'] });
  const shown = await daemon.shown();
  expect({ actions: shown.actions, kind: notifier.kind }).toEqual({ actions: [], kind: 'plain' });
  expect(daemon.showing).toHaveLength(1);
});

test('a lost bus is dialled again and its new daemon gets the open notices', async () => {
  const bus = await aBus();
  const daemon = await aDaemon(bus.address);
  const { notifier, actions, kinds } = aNotifier(bus.address);
  notifier.show(anAsk('one'));
  await daemon.shown();
  await bus.stop();
  await kinds.next((kind) => kind === 'none');
  const path = bus.address.slice('unix:path='.length);
  const { mkdirSync } = await import('node:fs');
  mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true });
  const again = await aBus(path);
  const next = await aDaemon(again.address);
  const shown = await next.shown();
  await next.invoke(shown.id, 'allow');
  await actions.next(() => true);
  expect(actions.all).toEqual(['one:allow']);
});

test('no bus at all is no error: the notifier says none and keeps trying', async () => {
  const { notifier } = aNotifier('unix:path=/nonexistent/gatehouse-test-bus');
  notifier.show(anAsk('one'));
  expect(notifier.kind).toBe('none');
});
