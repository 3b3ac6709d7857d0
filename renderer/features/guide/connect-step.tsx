import { useState, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { useApp } from '../../store/app-store.ts';
import { useNow } from '../../store/now.ts';
import { Button } from '../../ui/button.tsx';
import { connectionSigns, connectionStateWords } from '../../ui/connection-words.ts';
import { Untrusted } from '../../ui/visible-text.tsx';
import { Failure } from '../../ui/failure.tsx';
import { ConnectionForm } from '../connections/index.ts';
import { AccountFlow } from '../happy/index.ts';
import { ClaudeWay } from './claude-way.tsx';
import { isOwnConnection } from './own-connection.ts';
import { WayCard } from './way-card.tsx';

/** What is open: the choice itself, or the form of one way. */
export type OpenWay = 'ways' | 'happy' | 'remote';

export interface ConnectStepProps {
  readonly open: OpenWay;
  readonly onOpen: (open: OpenWay) => void;
}

/** The ways to have something to watch. What takes a form opens it right here. */
export function ConnectStep({ open, onOpen }: ConnectStepProps): ReactNode {
  const close = () => onOpen('ways');
  const said = words.guide.connect;
  if (open === 'happy') return <AccountFlow onClose={close} />;
  if (open === 'remote') return <ConnectionForm existing={undefined} onDone={close} />;
  return (
    <>
      <p className="guide-lead">{said.lead}</p>
      <Connected />
      <ul className="guide-ways">
        <ClaudeWay />
        <WayCard title={said.happy.title} note={said.happy.note}>
          <Button onPress={() => onOpen('happy')}>{said.happy.action}</Button>
        </WayCard>
        <WayCard title={said.remote.title} note={said.remote.note}>
          <Button onPress={() => onOpen('remote')}>{said.remote.action}</Button>
        </WayCard>
        <PracticeWay />
      </ul>
    </>
  );
}

function PracticeWay(): ReactNode {
  const isOn = useApp((view) => view.settings.practice);
  const isManaged = useApp((view) => view.managed.includes('practice'));
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const said = words.guide.connect.practice;
  const start = async () => {
    const changed = await call('settings:change', { practice: true });
    setProblem(changed.ok ? undefined : words.common.callError(changed.error.code));
  };
  if (isManaged && !isOn) return null;
  return (
    <WayCard title={said.title} note={isOn ? undefined : said.note} done={isOn ? said.on : undefined}>
      {isOn ? null : <Button onPress={() => void start()}>{said.action}</Button>}
      <Failure text={problem} />
    </WayCard>
  );
}

function Connected(): ReactNode {
  const connections = useApp((view) => view.connections).filter(isOwnConnection);
  const nowMs = useNow();
  if (connections.length === 0) return null;
  return (
    <div className="card" role="status">
      <h2>{words.guide.connect.there}</h2>
      <ul>
        {connections.map(({ connectionId, name, state }) => (
          <li key={connectionId}>
            <span className={`foot-${state.tag}`} aria-hidden="true">
              {connectionSigns[state.tag]}{' '}
            </span>
            <strong>
              <Untrusted text={name} />
            </strong>{' '}
            <span className="soft">{connectionStateWords(state, nowMs)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
