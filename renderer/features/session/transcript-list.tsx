import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { SessionKey } from '../../../shared/ids.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { Markdown } from '../../ui/markdown/markdown.tsx';
import { useLink } from '../../ui/use-link.tsx';
import { TranscriptRow } from './transcript-row.tsx';
import { useTranscript } from './use-transcript.ts';

const ESTIMATED_ROW_PX = 90;
const NEAR_END_PX = 80;

/** The conversation; only what is near the eye is drawn and held. */
export function TranscriptList({ sessionKey }: { readonly sessionKey: SessionKey }): ReactNode {
  const { transcript, want, loadOlder } = useTranscript(sessionKey);
  const { openLink, linkProblem } = useLink();
  const scroller = useRef<HTMLDivElement>(null);
  const followsEnd = useRef(true);
  const [olderState, setOlderState] = useState<'rest' | 'loading' | 'failed'>('rest');
  const { startIndex, endIndex, liveText } = transcript;
  const count = endIndex - startIndex;
  // oxlint-disable-next-line react/incompatible-library -- nothing made from the virtualizer is memoised here
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATED_ROW_PX,
    getItemKey: (row) => row + startIndex,
    overscan: 6,
  });
  const rows = virtual.getVirtualItems();
  const firstRow = rows[0]?.index ?? 0;
  const lastRow = rows.at(-1)?.index ?? -1;
  useEffect(() => want(firstRow + startIndex, lastRow + startIndex + 1), [want, firstRow, lastRow, startIndex]);

  const height = virtual.getTotalSize();
  const before = useRef({ startIndex, height });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    // Older history grows at the top: what was read stays where it was.
    if (startIndex < before.current.startIndex) element.scrollTop += height - before.current.height;
    else if (followsEnd.current) element.scrollTop = element.scrollHeight;
    before.current = { startIndex, height };
  }, [startIndex, height, liveText]);

  const older = async () => {
    setOlderState('loading');
    setOlderState((await loadOlder()) === 'failed' ? 'failed' : 'rest');
  };
  const onScroll = () => {
    const element = scroller.current;
    if (element === null) return;
    followsEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
    if (element.scrollTop < NEAR_END_PX && transcript.olderAvailable && olderState === 'rest' && !followsEnd.current)
      void older();
  };

  return (
    <section className="transcript-area" aria-label={words.session.transcript}>
      <h2 className="unseen">{words.session.transcript}</h2>
      {linkProblem}
      <div
        className="transcript"
        ref={scroller}
        onScroll={onScroll}
        tabIndex={0}
        role="log"
        aria-label={words.session.transcript}
        aria-live="off"
      >
        {transcript.tag === 'there' ? (
          <div className="transcript-top">
            {transcript.olderAvailable ? (
              <Button small look="quiet" onPress={() => void older()} off={olderState === 'loading'}>
                {olderState === 'loading' ? words.session.olderLoading : words.session.older}
              </Button>
            ) : (
              <span className="soft small">{count === 0 ? words.session.transcriptEmpty : words.session.start}</span>
            )}
            {olderState === 'failed' ? <span className="said-error">{words.session.transcriptFailed}</span> : null}
          </div>
        ) : (
          <p className={transcript.tag === 'failed' ? 'said-error' : 'soft'}>
            {transcript.tag === 'failed' ? words.session.transcriptFailed : words.session.transcriptLoading}
          </p>
        )}
        <div className="transcript-rows" style={{ height }}>
          {rows.map((row) => {
            const item = transcript.items.get(row.index + startIndex);
            return (
              <div
                key={row.key}
                ref={virtual.measureElement}
                data-index={row.index}
                className="transcript-slot"
                style={{ transform: `translateY(${row.start}px)` }}
              >
                {item === undefined ? (
                  <p className="soft">{words.common.loading}</p>
                ) : (
                  <TranscriptRow item={item} onLink={openLink} />
                )}
              </div>
            );
          })}
        </div>
        {liveText === '' ? null : (
          <div className="turn turn-agent turn-live">
            <p className="turn-who">{words.session.writing}</p>
            <Markdown text={liveText} onLink={openLink} />
          </div>
        )}
      </div>
    </section>
  );
}
