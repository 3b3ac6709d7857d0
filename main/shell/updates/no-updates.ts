import type { UpdatesOff } from '../../../shared/model/update.ts';
import { err } from '../../../shared/result.ts';
import type { Updater } from '../../ports/updater.ts';

/** Where nothing can or may be updated, and why. */
export function noUpdates(why: UpdatesOff): Updater {
  return {
    state: { tag: 'off', why },
    onChange: () => () => undefined,
    check: () => Promise.resolve(),
    install: () => Promise.resolve(err('not-ready')),
    forgetNews: () => undefined,
    stop: () => undefined,
  };
}
