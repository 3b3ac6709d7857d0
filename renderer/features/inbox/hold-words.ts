import { words } from '../../../shared/strings/window.ts';
import type { Hold } from './use-gate.ts';

export const holdWords = (hold: Hold | null): string | undefined =>
  hold === null ? undefined : words.inbox.holds[hold];
