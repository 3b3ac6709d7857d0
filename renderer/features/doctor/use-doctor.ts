import { useCallback, useEffect, useState } from 'react';
import type { DoctorReport } from '../../../shared/model/doctor.ts';
import { call } from '../../bridge/bridge.ts';

export type DoctorLook =
  /** `last`: what was seen before stays good to show while it looks again. */
  | { readonly tag: 'looking'; readonly last: DoctorReport | null }
  | { readonly tag: 'seen'; readonly report: DoctorReport }
  | { readonly tag: 'failed' };

interface Seen {
  readonly of: string;
  /** Null = it could not be looked at. */
  readonly report: DoctorReport | null;
}

/**
 * Looks at this computer when it is first drawn, and whenever the person wants it again.
 *
 * @param when  it also looks again when this differs
 */
export function useDoctor(when = ''): { readonly look: DoctorLook; readonly again: () => void } {
  const [wanted, setWanted] = useState(0);
  const [seen, setSeen] = useState<Seen | null>(null);
  const of = `${wanted} ${when}`;
  useEffect(() => {
    let isCurrent = true;
    void call('doctor:look', undefined).then((looked) => {
      if (isCurrent) setSeen({ of, report: looked.ok ? looked.value : null });
    });
    return () => {
      isCurrent = false;
    };
  }, [of]);
  const again = useCallback(() => setWanted((count) => count + 1), []);
  return { look: lookOf(seen, of), again };
}

function lookOf(seen: Seen | null, of: string): DoctorLook {
  if (seen?.of !== of) return { tag: 'looking', last: seen?.report ?? null };
  return seen.report === null ? { tag: 'failed' } : { tag: 'seen', report: seen.report };
}
