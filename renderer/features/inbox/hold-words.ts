import { words } from '../../../shared/strings/window.ts';
import type { Hold } from './use-gate.ts';

const holds: Record<Hold, string> = {
  saving: words.inbox.saving,
  loading: words.inbox.loading,
  arming: words.inbox.arming,
  'see-the-end': words.inbox.seeTheEnd,
};

export const holdWords = (hold: Hold | null): string | undefined => (hold === null ? undefined : holds[hold]);
