import type { ClaudeTest } from '../../../shared/model/claude-code.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { createCell, useCell } from '../../store/cell.ts';

export type Trial =
  | { readonly tag: 'rest' }
  | { readonly tag: 'running' }
  | { readonly tag: 'done'; readonly test: ClaudeTest }
  | { readonly tag: 'failed'; readonly problem: string };

/** Kept outside of the card: the person may answer in the inbox and come back to read what came of it. */
const trialCell = createCell<Trial>({ tag: 'rest' });

export const useTrial = (): Trial => useCell(trialCell, (trial) => trial);

export async function runTrial(): Promise<void> {
  if (trialCell.get().tag === 'running') return;
  trialCell.set({ tag: 'running' });
  const tested = await call('claude:test', undefined);
  trialCell.set(
    tested.ok
      ? { tag: 'done', test: tested.value }
      : { tag: 'failed', problem: words.common.callError(tested.error.code) },
  );
}

/** What an earlier try showed says nothing of hooks that were changed since. */
export function forgetTrial(): void {
  if (trialCell.get().tag !== 'running') trialCell.set({ tag: 'rest' });
}
