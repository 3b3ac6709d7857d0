import { useState } from 'react';
import type { CallArgument } from '../../../shared/ipc/types.ts';
import type { Result } from '../../../shared/result.ts';
import { useConnections } from './use-connections.ts';

/**
 * A form about a connection: its draft, what is wrong in it, and what became of the last press.
 *
 * @param check  nothing is sent before it passes
 */
export function useForm<D extends object, F extends CallArgument<'connection:save'>, E extends object>(
  first: () => D,
  check: (draft: D) => Result<F, E>,
  onDone: () => void,
) {
  const [draft, setDraft] = useState(first);
  const [errors, setErrors] = useState<Partial<E>>({});
  const [busy, setBusy] = useState<'test' | 'save' | null>(null);
  const { said, save, test } = useConnections();
  const set = (part: Partial<D>) => setDraft((held) => ({ ...held, ...part }));
  const run = async (what: 'test' | 'save', work: (form: F) => Promise<void>) => {
    const checked = check(draft);
    setErrors(checked.ok ? {} : checked.error);
    if (!checked.ok) return;
    setBusy(what);
    await work(checked.value);
    setBusy(null);
  };
  const submit = () =>
    void run('save', async (form) => {
      if (await save(form)) onDone();
    });
  return { draft, set, errors, busy, said, submit, run, test };
}
