import { useEffect, useState } from 'react';
import type { SettingsChange } from '../../../shared/model/claude-code.ts';
import { assertNever } from '../../../shared/result.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';

/** What the person wants done with our hooks. To repair is to connect again. */
export type WantedChange = 'connect' | 'repair' | 'disconnect';

/** The change in view; it is written only as it was shown. */
export type ChangeState =
  | { readonly tag: 'loading' }
  | { readonly tag: 'shown'; readonly change: SettingsChange; readonly problem?: string }
  | { readonly tag: 'writing'; readonly change: SettingsChange }
  | { readonly tag: 'failed'; readonly problem: string };

type ApplyCode = Exclude<Awaited<ReturnType<typeof apply>>, 'done'>;

/** Previews a change of Claude Code's settings and writes it when the person agrees. */
export function useChange(wanted: WantedChange, onDone: () => void) {
  const [state, setState] = useState<ChangeState>({ tag: 'loading' });
  const kind = wanted === 'disconnect' ? 'disconnect' : 'connect';

  useEffect(() => {
    let isCurrent = true;
    void preview(kind).then((next) => {
      if (isCurrent) setState(next);
    });
    return () => {
      isCurrent = false;
    };
  }, [kind]);

  const write = async (change: SettingsChange) => {
    setState({ tag: 'writing', change });
    const outcome = await apply(kind, change.beforeHash);
    if (outcome === 'done') onDone();
    // Somebody else wrote the file: what was agreed to is no longer what would happen.
    else if (outcome === 'changed') setState(await preview(kind, words.claudeCode.change.changed));
    else setState({ tag: 'shown', change, problem: problemWords(outcome) });
  };
  return { state, write };
}

type HookChange = 'connect' | 'disconnect';

async function preview(change: HookChange, problem?: string): Promise<ChangeState> {
  const previewed = await call('claude:preview', { change });
  if (!previewed.ok) return { tag: 'failed', problem: problemWords(previewed.error.code) };
  return { tag: 'shown', change: previewed.value, ...(problem === undefined ? {} : { problem }) };
}

async function apply(change: HookChange, beforeHash: string) {
  const applied = await call('claude:apply', { change, beforeHash });
  return applied.ok ? 'done' : applied.error.code;
}

function problemWords(code: ApplyCode): string {
  switch (code) {
    case 'unreadable':
    case 'not-written':
    case 'not-saved':
      return words.claudeCode.change.errors[code];
    case 'changed':
    case 'managed':
    case 'bad-request':
    case 'internal':
      return words.common.callError(code);
    default:
      return assertNever(code);
  }
}
