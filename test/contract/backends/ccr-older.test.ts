import { onTestFinished, expect, test } from 'vitest';
import { ok } from '../../../shared/result.ts';
import { openCcr } from './ccr-rig.ts';

async function live(transport: 'sse' | 'websocket') {
  const rig = await openCcr({ transport });
  onTestFinished(() => rig.stop());
  for (const text of ['one', 'two', 'three']) rig.session.say(text);
  rig.backend.start();
  await rig.heard.live(1);
  return rig;
}

test('a session whose whole past came by itself is asked for older history once', async () => {
  const rig = await live('sse');
  expect(rig.backend.mayHaveOlder(rig.id)).toBe(true);
  expect(await rig.backend.loadOlder(rig.id)).toEqual(ok([]));
  expect(rig.backend.mayHaveOlder(rig.id)).toBe(false);
  rig.backend.rewindOlder(rig.id, false);
  expect(rig.backend.mayHaveOlder(rig.id)).toBe(false);
});

test('older history is there again for whoever looks again', async () => {
  const rig = await live('websocket');
  const page = await rig.backend.loadOlder(rig.id);
  expect(page.ok && page.value).toHaveLength(3);
  expect(rig.backend.mayHaveOlder(rig.id)).toBe(false);
  rig.backend.rewindOlder(rig.id, false);
  expect(rig.backend.mayHaveOlder(rig.id)).toBe(true);
  expect(await rig.backend.loadOlder(rig.id)).toEqual(page);
});
