import type { ShortcutState } from '../../../shared/model/app-view.ts';
import type { CheckOf } from '../../../shared/model/doctor.ts';
import type { UpdateState } from '../../../shared/model/update.ts';
import { found, nameFact } from './found.ts';

export function checkUpdates(update: UpdateState | null): CheckOf<'updates'> {
  if (update === null) return found('updates', 'not-told');
  switch (update.tag) {
    case 'off':
      return found('updates', update.why);
    case 'current':
    case 'checking':
      return found('updates', update.tag);
    case 'downloading':
    case 'ready':
    case 'available':
    case 'installing':
      return found('updates', update.tag, { version: nameFact(update.release.version) });
    case 'failed':
      return found('updates', update.fault === 'disk' ? 'no-room' : update.fault);
  }
}

export function checkShortcut(shortcut: ShortcutState | null): CheckOf<'shortcut'> {
  return found('shortcut', shortcut ?? 'not-told');
}
