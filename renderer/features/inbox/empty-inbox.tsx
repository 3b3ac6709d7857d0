import { useState, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { useApp } from '../../store/app-store.ts';
import { go } from '../../store/place.ts';
import { Arch } from '../../ui/arch.tsx';
import { Button } from '../../ui/button.tsx';
import { ConnectClaude } from '../claude-code/index.ts';

/** Says what goes on while nothing waits, or how to begin when nothing is connected yet. */
export function EmptyInbox(): ReactNode {
  const sessions = useApp((view) => view.sessions);
  const isFirstRun = useApp((view) => view.connections.length === 0);
  const working = sessions.filter((session) => session.group === 'working').length;
  if (isFirstRun) return <FirstRun />;
  return (
    <div className="empty">
      <Arch />
      <p className="empty-lead">
        {working > 0 ? words.inbox.working(working) : words.inbox.nobodyWorks(sessions.length)}
      </p>
      <p className="soft">{words.inbox.emptyTeach}</p>
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
      {problem === undefined ? null : (
        <p className="said-error" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
