import { useCallback, type RefObject } from 'react';
import type { CallErrorCode } from '../../../shared/ipc/types.ts';
import type { AskView } from '../../../shared/model/app-view.ts';
import type { Decision } from '../../../shared/model/decision.ts';
import { permits } from '../../../shared/model/decision.ts';
import { useDetail, type DetailState } from '../../store/detail-cache.ts';
import { decide, isSaving, useProgress } from './decisions.ts';
import { useSeenEnds } from './seen-ends.tsx';
import { useArming } from './use-arming.ts';

/** Why a decision cannot be taken right now. */
export type Hold = 'saving' | 'loading' | 'arming' | 'see-the-end';

export interface Gate {
  readonly detail: DetailState;
  /** Null when it may be pressed. */
  readonly allowHold: Hold | null;
  readonly denyHold: Hold | null;
  readonly failed: CallErrorCode<'inbox:decide'> | undefined;
  readonly seen: ReturnType<typeof useSeenEnds>;
  /** Takes the decision if it may be taken at this very moment. @returns what holds it back, if anything. */
  readonly submit: (decision: Decision) => Hold | null;
}

/** The one way from a card to a decision: it checks rest, sight and progress again at the moment of the click. */
export function useGate(ask: AskView, card: RefObject<HTMLElement | null>, attention: unknown): Gate {
  const detail = useDetail(ask.key);
  const seen = useSeenEnds();
  const progress = useProgress(ask.key);
  const { armed, isArmed } = useArming(card, `${ask.key} ${detail.tag} ${String(attention)}`);
  const shownHash = detail.tag === 'there' ? detail.detail.inputHash : undefined;
  const { areSeen } = seen;

  const submit = useCallback(
    (decision: Decision): Hold | null => {
      if (isSaving(ask.key)) return 'saving';
      if (!isArmed()) return 'arming';
      if (permits(decision)) {
        if (shownHash === undefined) return 'loading';
        if (!areSeen()) return 'see-the-end';
      }
      // A deny may be about an input that could not be loaded; it is then bound to what the list said.
      void decide({ key: ask.key, inputHash: shownHash ?? ask.inputHash, decision });
      return null;
    },
    [ask.key, ask.inputHash, areSeen, isArmed, shownHash],
  );

  const saving = progress?.tag === 'saving';
  const denyHold = saving ? 'saving' : armed ? null : 'arming';
  const allowHold = denyHold ?? (detail.tag === 'there' ? (seen.allSeen ? null : 'see-the-end') : 'loading');
  return {
    detail,
    allowHold,
    denyHold,
    failed: progress?.tag === 'failed' ? progress.code : undefined,
    seen,
    submit,
  };
}
