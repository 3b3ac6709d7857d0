import { afterEach, expect, test } from 'vitest';
import { anAsk, createNotifierRig } from '../../support/desktop/notifier-rig.ts';
import { createHandClock } from '../../support/hand-clock.ts';

const ANSWER_LIMIT_MS = 25_000;
const rig = createNotifierRig();
const { aBus, aDaemon, aNotifier } = rig;
afterEach(rig.end);

test('a daemon that hangs blocks nothing; once it answers, what is still wanted is shown and the rest is taken back', async () => {
  const bus = await aBus();
  const daemon = await aDaemon(bus.address);
  const { notifier, kinds } = aNotifier(bus.address);
  await kinds.next((kind) => kind === 'buttons');
  daemon.hang(true);
  const startMs = performance.now();
  notifier.show(anAsk('kept'));
  notifier.show(anAsk('taken-back', { body: 'Bash: make' }));
  notifier.close('taken-back');
  expect(performance.now() - startMs).toBeLessThan(2_000);
  await kinds.next((kind) => kind === 'none');
  daemon.hang(false);
  const late = await daemon.calls.next((call) => call.tag === 'notify' && call.body.includes('make'));
  await daemon.calls.next((call) => call.tag === 'close' && call.id === late.id);
  await kinds.next((kind) => kind === 'buttons', 2);
  expect(daemon.showing.map((shown) => shown.body)).toEqual(['Bash: npm test']);
});

/** Time is in the test's hand, and the daemon is known. */
async function aKnownDaemon() {
  const bus = await aBus();
  const daemon = await aDaemon(bus.address);
  const clock = createHandClock();
  const surface = aNotifier(bus.address, clock);
  await surface.kinds.next((kind) => kind === 'buttons');
  return { daemon, clock, ...surface };
}

test('a daemon that hangs however long is given each notice once, and its late answers still count', async () => {
  const { daemon, clock, notifier, actions, kinds } = await aKnownDaemon();
  daemon.hang(true);
  notifier.show(anAsk('one'));
  notifier.show(anAsk('two', { body: 'Bash: make' }));
  clock.advance(10 * ANSWER_LIMIT_MS);
  expect(notifier.kind).toBe('none');
  notifier.show(anAsk('one', { body: 'Bash: npm run build', silent: true }));
  notifier.close('two');
  clock.advance(10 * ANSWER_LIMIT_MS);
  daemon.hang(false);
  const shown = await daemon.shown(({ body }) => body.includes('build'));
  await daemon.withdrawn(2);
  await kinds.next((kind) => kind === 'buttons', 2);
  expect(daemon.calls.all.map((call) => (call.tag === 'notify' ? [call.id, call.replaces] : call.tag))).toEqual([
    [1, 0],
    [2, 0],
    [1, 1],
    'close',
  ]);
  await daemon.invoke(shown.id, 'allow');
  await actions.next(() => true);
  expect([actions.all, daemon.showing]).toEqual([['one:allow'], []]);
  await expect.poll(() => clock.pending()).toBe(0);
});

test('a daemon that loses an answer is not given up: what comes later is shown, and the first goes when its id comes', async () => {
  const { daemon, clock, notifier, actions, kinds } = await aKnownDaemon();
  const answer = daemon.holdNextAnswer();
  notifier.show(anAsk('group', { body: '3 waiting' }));
  await daemon.shown(({ body }) => body === '3 waiting');
  clock.advance(2_000);
  expect(notifier.kind).toBe('none');
  notifier.show(anAsk('group', { body: '4 waiting' }));
  clock.advance(ANSWER_LIMIT_MS);
  const shown = await daemon.shown(({ body }) => body === '4 waiting');
  await kinds.next((kind) => kind === 'buttons', 1);
  answer();
  await daemon.withdrawn(1);
  expect(daemon.showing.map(({ id }) => id)).toEqual([shown.id]);
  await daemon.invoke(shown.id, 'open');
  await actions.next(() => true);
  expect(actions.all).toEqual(['group:open']);
  await expect.poll(() => clock.pending()).toBe(0);
});

test.each([
  ['is still wanted is answered by a click', false],
  ['was taken back meanwhile leaves the screen', true],
])('what has its id only after the limit and %s', async (_what, isTakenBack) => {
  const { daemon, clock, notifier, actions, kinds } = await aKnownDaemon();
  const answer = daemon.holdNextAnswer();
  notifier.show(anAsk('one'));
  await daemon.shown();
  clock.advance(ANSWER_LIMIT_MS);
  await kinds.next((kind) => kind === 'buttons', 1);
  if (isTakenBack) notifier.close('one');
  answer();
  notifier.show(anAsk('two', { body: 'Bash: make' }));
  const two = await daemon.shown(({ body }) => body.includes('make'));
  if (isTakenBack) await daemon.withdrawn(1);
  else await daemon.invoke(1, 'allow');
  await daemon.invoke(two.id, 'deny');
  await actions.next((action) => action === 'two:deny');
  expect(actions.all).toEqual(isTakenBack ? ['two:deny'] : ['one:allow', 'two:deny']);
  expect(daemon.calls.all.filter(({ tag }) => tag === 'notify')).toHaveLength(2);
});

test('a late answer to what was replaced in its place takes nothing off the screen', async () => {
  const { daemon, clock, notifier, actions, kinds } = await aKnownDaemon();
  notifier.show(anAsk('group', { body: '3 waiting' }));
  await daemon.shown();
  const answer = daemon.holdNextAnswer();
  notifier.show(anAsk('group', { body: '4 waiting', silent: true }));
  await daemon.shown(({ body }) => body === '4 waiting');
  clock.advance(ANSWER_LIMIT_MS);
  await kinds.next((kind) => kind === 'buttons', 1);
  notifier.show(anAsk('group', { body: '5 waiting', silent: true }));
  const shown = await daemon.shown(({ body }) => body === '5 waiting');
  answer();
  await daemon.settle();
  await daemon.invoke(shown.id, 'open');
  await actions.next(() => true);
  expect([actions.all, shown.id]).toEqual([['group:open'], 1]);
  expect(daemon.calls.all.filter(({ tag }) => tag === 'close')).toEqual([{ tag: 'close', id: 1 }]); // after the click
});

test('a late answer to what was replaced in its place makes its new buttons count', async () => {
  const { daemon, clock, notifier, actions, kinds } = await aKnownDaemon();
  notifier.show(anAsk('one'));
  await daemon.shown();
  const answer = daemon.holdNextAnswer();
  notifier.show(anAsk('one', { buttons: [{ key: 'review', label: 'Review' }], silent: true }));
  const shown = await daemon.shown(({ replaces }) => replaces === 1);
  clock.advance(ANSWER_LIMIT_MS);
  await kinds.next((kind) => kind === 'buttons', 1);
  answer();
  await daemon.settle();
  await daemon.signal('ActionInvoked', 'us', [shown.id, 'allow']);
  await daemon.invoke(shown.id, 'review');
  await actions.next(() => true);
  expect(actions.all).toEqual(['one:review']);
});

test('a notice that the daemon refuses does not keep its later words back', async () => {
  const { daemon, notifier } = await aKnownDaemon();
  daemon.refuseNext();
  notifier.show(anAsk('one', { body: 'refused' }));
  notifier.show(anAsk('one', { body: 'Bash: make' }));
  expect(await daemon.shown()).toMatchObject({ body: 'Bash: make', replaces: 0 });
});
