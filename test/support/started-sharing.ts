import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { ok } from '../../shared/result.ts';
import { createSharingAccount } from './sharing-account.ts';
import { sharingRig } from './sharing-rig.ts';
import { tempDir } from './storage/temp-dir.ts';

/** The parts around sharing with one session of this computer, begun, and an account without sockets. */
export async function startedSharing() {
  const dirPath = join(await tempDir(), 'shares');
  const account = createSharingAccount();
  const rig = sharingRig({ dirPath, sharer: account.sharer });
  await rig.start();
  /** The one session of the account. */
  const there = () => {
    const [session, ...others] = account.sessions;
    if (session === undefined || others.length > 0) throw new Error(`${account.sessions.length} sessions are shared`);
    return session;
  };
  /** Another run of Gatehouse, over what the first one left. */
  const unstarted = () => sharingRig({ dirPath, sharer: account.sharer });
  const nextRun = async () => {
    const next = unstarted();
    await next.start();
    return next;
  };
  return { rig, account, there, unstarted, nextRun };
}

/** The same, and the session is shared. */
export async function sharedSession(files = false) {
  const all = await startedSharing();
  expect(await all.rig.share(files)).toEqual(ok(null));
  await vi.waitFor(() => expect(all.rig.view?.state).toEqual({ tag: 'live' }));
  return all;
}
