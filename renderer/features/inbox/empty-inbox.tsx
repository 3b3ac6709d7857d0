import { useState, type ReactNode } from 'react';
import type { ConnectionState } from '../../../shared/model/connection.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { useApp } from '../../store/app-store.ts';
import { go } from '../../store/place.ts';
import { Arch } from '../../ui/arch.tsx';
import { Button } from '../../ui/button.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { Failure } from '../../ui/failure.tsx';
import { ConnectClaude } from '../claude-code/index.ts';

/** Nothing comes over a connection in these states: an empty inbox means nothing then. */
const DOWN: ReadonlySet<ConnectionState['tag']> = new Set(['retrying', 'sign-in-needed', 'failed']);

/** Says what goes on while nothing waits, or how to begin when nothing is connected yet. */
export function EmptyInbox(): ReactNode {
  const sessions = useApp((view) => view.sessions);
  const isFirstRun = useApp((view) => view.connections.length === 0);
  const connections = useApp((view) => view.connections);
  const down = connections.filter(({ state }) => DOWN.has(state.tag)).map(({ name }) => name);
  const working = sessions.filter((session) => session.group === 'working').length;
  if (isFirstRun) return <FirstRun />;
  return (
    <div className="empty">
      <Arch />
      <p className="empty-lead">
        {working > 0 ? words.inbox.working(working) : words.inbox.nobodyWorks(sessions.length)}
      </p>
      {down.length === 0 ? null : (
        <p>
          <Untrusted text={words.inbox.unreached(down)} />
        </p>
      )}
      <p className="soft">
        {words.inbox.emptyTeach}{' '}
        <button type="button" className="link" onClick={() => go({ tag: 'guide' })}>
          {words.guide.openLong}
        </button>
      </p>
    </div>
  );
}

function FirstRun(): ReactNode {
  /** Without the program, or while it is looked for, the place of connections explains what to do. */
  const isMissing = useApp(
    (view) => view.claudeCode?.program.tag !== 'found' || view.claudeCode.hooks.tag === 'unreadable',
  );
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const tryPractice = async () => {
    const changed = await call('settings:change', { practice: true });
    setProblem(changed.ok ? undefined : words.common.callError(changed.error.code));
  };
  return (
    <div className="empty">
      <Arch />
      <p className="empty-lead">{words.inbox.firstRunTitle}</p>
      <p className="soft">{words.inbox.firstRun}</p>
      <div className="row">
        {isMissing ? (
          <Button look="accent" onPress={() => go({ tag: 'connections' })}>
            {words.claudeCode.connect}
          </Button>
        ) : (
          <ConnectClaude onConnected={() => go({ tag: 'connections' })} />
        )}
        <Button onPress={() => go({ tag: 'connections' })}>{words.inbox.addConnection}</Button>
        <Button onPress={() => void tryPractice()}>{words.inbox.tryPractice}</Button>
      </div>
      <Button look="quiet" onPress={() => go({ tag: 'guide' })}>
        {words.guide.openLong}
      </Button>
      <Failure text={problem} />
    </div>
  );
}
