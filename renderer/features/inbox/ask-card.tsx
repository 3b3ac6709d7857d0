import { memo, useId, useRef, type ReactNode } from 'react';
import type { AskView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { reloadDetail } from '../../store/detail-cache.ts';
import { Button } from '../../ui/button.tsx';
import { AskBody } from './ask-body.tsx';
import { AskHeader } from './ask-header.tsx';
import { SeenEndsScope } from './seen-ends.tsx';
import { ToolActions } from './tool-actions.tsx';
import { useChangedAsk } from './use-changed-ask.ts';
import { useGate } from './use-gate.ts';

interface AskCardProps {
  readonly ask: AskView;
  readonly selected: boolean;
  readonly onSelect?: () => void;
  /** A change of it arms the card anew: the person's attention came here by no act of theirs. */
  readonly attention?: unknown;
  readonly inSession?: boolean;
}

/** One open ask. */
export const AskCard = memo(function AskCard(props: AskCardProps): ReactNode {
  const { ask, selected, inSession = false } = props;
  const card = useRef<HTMLElement>(null);
  const titleId = useId();
  const gate = useGate(ask, card, props.attention);
  const changed = useChangedAsk(ask);
  const { detail } = gate;
  const saysFolder = detail.tag === 'there' && detail.detail.parts.some((part) => 'cwd' in part);
  return (
    <article
      ref={card}
      className="card ask"
      aria-labelledby={titleId}
      aria-current={selected || undefined}
      data-ask={ask.key}
      tabIndex={-1}
      onFocus={props.onSelect}
      onPointerDown={props.onSelect}
    >
      <AskHeader ask={ask} titleId={titleId} inSession={inSession} saysFolder={saysFolder} />
      {ask.expiredDecision === undefined ? null : (
        <p className="card-note">{words.inbox.expired[ask.expiredDecision.why]}</p>
      )}
      {ask.held === undefined || ask.held.tag === 'in-front' ? null : (
        <p className="card-note">{words.inbox.held(ask.held)}</p>
      )}
      {ask.notSaved ? <p className="card-note card-note-bad">{words.inbox.notSaved}</p> : null}
      {changed ? <p className="card-note">{words.inbox.changedCard}</p> : null}
      <SeenEndsScope ends={gate.seen.ends}>
        {detail.tag === 'there' ? (
          <AskBody ask={ask} detail={detail.detail} gate={gate} selected={selected} />
        ) : detail.tag === 'loading' ? (
          <p className="soft">{words.inbox.loading}</p>
        ) : (
          <>
            <div className="row">
              <p className="said-error">{words.inbox.loadFailed}</p>
              <Button small onPress={() => reloadDetail(ask.key)}>
                {words.inbox.tryAgain}
              </Button>
            </div>
            <ToolActions ask={ask} detail={undefined} gate={gate} selected={selected} denyOnly />
          </>
        )}
      </SeenEndsScope>
      <div className="gate-says" role="status">
        {gate.allowHold === 'saving' ? words.inbox.holds.saving : null}
        {gate.allowHold === 'see-the-end' && ask.offers.allow ? (
          <>
            <span>{words.inbox.holds['see-the-end']}</span>
            <Button small look="quiet" onPress={gate.seen.showNext}>
              {words.inbox.showTheEnd}
            </Button>
          </>
        ) : null}
        {gate.failed === undefined ? null : <span className="said-error">{words.common.callError(gate.failed)}</span>}
      </div>
    </article>
  );
});
