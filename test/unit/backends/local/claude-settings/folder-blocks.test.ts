import { expect, test, vi } from 'vitest';
import { FolderBlocks } from '../../../../../main/backends/local/claude-settings/folder-blocks.ts';
import { createHandClock } from '../../../../support/hand-clock.ts';

function rig() {
  const blocked = new Set<string>();
  const clock = createHandClock();
  const look = vi.fn((folder: string) => Promise.resolve(blocked.has(folder)));
  const folders = new FolderBlocks({ clock, look });
  const told = vi.fn();
  folders.onChange(told);
  return { blocked, clock, look, folders, told };
}

test('a folder is looked at when it is first asked about, and told when it is known', async () => {
  const { blocked, folders, look, told } = rig();
  blocked.add('/shop');
  expect(folders.isBlocked('/shop')).toBe(null);
  expect(folders.isBlocked('/shop')).toBe(null);
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1));
  expect([folders.isBlocked('/shop'), look.mock.calls.length]).toEqual([true, 1]);
});

test('a change of its settings is seen at the next round, or at once when all are looked at again', async () => {
  const { blocked, folders, clock, told } = rig();
  folders.isBlocked('/shop');
  await vi.waitFor(() => expect(folders.isBlocked('/shop')).toBe(false));
  blocked.add('/shop');
  clock.advance(10_000);
  await vi.waitFor(() => expect(folders.isBlocked('/shop')).toBe(true));
  blocked.clear();
  await folders.lookAgain();
  expect([folders.isBlocked('/shop'), told.mock.calls.length]).toEqual([false, 3]);
});

test('many folders do not pile up, and nothing is looked at once it is stopped', async () => {
  const { folders, look, told } = rig();
  for (let at = 0; at < 250; at++) folders.isBlocked(`/folder-${at}`);
  look.mockClear();
  await folders.lookAgain();
  expect(look).toHaveBeenCalledTimes(200);
  folders.stop();
  told.mockClear();
  expect(folders.isBlocked('/another')).toBe(null);
  expect(told).not.toHaveBeenCalled();
});
