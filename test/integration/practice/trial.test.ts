import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TrialView } from '../../../shared/model/trial.ts';
import { startHeadless } from '../../support/headless.ts';

let profileDir = '';
let app: Awaited<ReturnType<typeof startHeadless>>;

beforeEach(async () => {
  profileDir = mkdtempSync(join(tmpdir(), 'gatehouse-trial-'));
  app = await startHeadless({ profileDir, config: {} });
});
afterEach(async () => {
  await app.stop();
  rmSync(profileDir, { recursive: true, force: true });
});

const start = () => app.handlers['trial:start'](undefined);
const end = () => app.handlers['trial:end'](undefined);

function trialThat<T extends TrialView['tag']>(
  tag: T,
  fits: (trial: Extract<TrialView, { tag: T }>) => boolean = () => true,
): Promise<Extract<TrialView, { tag: T }>> {
  return app.until(() => {
    const { trial } = app.view;
    const is = (view: TrialView | null): view is Extract<TrialView, { tag: T }> => view?.tag === tag;
    return is(trial) && fits(trial) ? trial : null;
  }, `a trial that is ${tag}`);
}

test('a practice ask travels the real way and is answered from its notification', async () => {
  await start();
  const waiting = await trialThat('waiting', ({ shownIn }) => shownIn.length === 2);
  const notice = app.surfaces.standing.get(waiting.key);
  expect(notice?.title).toBe('Run a command? · Say hello (practice)');
  expect(notice?.buttons.map(({ key }) => key)).toEqual(['allow', 'deny', 'open']);
  app.actions.notice(waiting.key, 'allow');
  const answered = await trialThat('answered', ({ confirmed }) => confirmed);
  expect(answered).toMatchObject({ surface: 'notification', allowed: true });
  await app.until(() => app.surfaces.standing.size === 0, 'the notice taken back');
});

test('it can be answered from the tray, and the guide is told so', async () => {
  await start();
  const { key } = await trialThat('waiting');
  const deny = app.surfaces.trayAction((action) => action.tag === 'decide' && action.decision.tag === 'deny');
  if (deny === undefined) throw new Error('the tray offers no deny');
  app.actions.tray(deny);
  expect(await trialThat('answered', ({ confirmed }) => confirmed)).toMatchObject({ surface: 'tray', allowed: false });
  expect((await app.receipt(key, 'confirmed')).decision).toMatchObject({ tag: 'deny' });
});

test('a pause is told instead of waiting in vain, and its end brings the notification', async () => {
  await app.handlers['notifications:pause']({ untilMs: Date.now() + 3_600_000 });
  await start();
  const waiting = await trialThat('waiting', ({ held }) => held !== null);
  expect([waiting.held?.tag, waiting.shownIn]).toEqual(['paused', ['tray']]);
  await app.handlers['notifications:pause']({ untilMs: null });
  const shown = await trialThat('waiting', ({ held }) => held === null);
  expect(shown.shownIn).toEqual(['notification', 'tray']);
});

test('nothing of it stays when it is ended, and a second one is a new ask', async () => {
  await start();
  const first = await trialThat('waiting');
  await start();
  const second = await trialThat('waiting', ({ key }) => key !== first.key);
  expect(app.view.inbox.map(({ key }) => key)).toEqual([second.key]);
  await end();
  await app.until(() => app.view.trial === null && app.view.connections.length === 0, 'nothing of the trial');
  expect([app.view.inbox, app.view.sessions, app.surfaces.standing.size]).toEqual([[], [], 0]);
});

test('it runs beside the practice sessions and leaves them alone', async () => {
  await app.handlers['settings:change']({ practice: true });
  await start();
  await trialThat('waiting');
  expect(app.view.connections.map(({ connectionId }) => connectionId)).toEqual(['practice', '~trial']);
  await end();
  await app.until(() => app.view.connections.length === 1, 'only the practice connection');
});
