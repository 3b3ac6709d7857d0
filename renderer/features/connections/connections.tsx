import { useState, type ReactNode } from 'react';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { ConnectionView } from '../../../shared/model/app-view.ts';
import type { ConnectionSettings } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { ClaudeCard } from '../claude-code/index.ts';
import { AccountFlow } from '../happy/index.ts';
import { ConnectionCard } from './connection-card.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { HappyCard } from './happy-card.tsx';
import { HappyForm } from './happy-form.tsx';
import { LocalForm } from './local-form.tsx';

type Open =
  | { readonly tag: 'none' }
  | { readonly tag: 'add' }
  | { readonly tag: 'add-happy' }
  | { readonly tag: 'edit'; readonly settings: ConnectionSettings };

export function Connections({ signIn }: { readonly signIn: ConnectionId | undefined }): ReactNode {
  const connections = useApp((view) => view.connections);
  const settings = useApp((view) => view.settings.connections);
  const [open, setOpen] = useState<Open>({ tag: 'none' });
  const close = () => setOpen({ tag: 'none' });
  const toggle = (tag: 'add' | 'add-happy') => () => setOpen(open.tag === tag ? { tag: 'none' } : { tag });
  const settingsOf = (id: ConnectionId) => settings.find((each) => each.id === id);
  /** The card of Claude Code stands for the connection to this computer too. */
  const here = connections.find((each) => each.kind === 'local');
  const others = connections.filter((each) => each !== here);
  const editOf = (id: ConnectionId | undefined) => {
    const own = id === undefined ? undefined : settingsOf(id);
    return own === undefined ? undefined : () => setOpen({ tag: 'edit', settings: own });
  };
  const drawCard = (connection: ConnectionView): ReactNode => {
    const { connectionId } = connection;
    const own = settingsOf(connectionId);
    const shared = {
      connection,
      signInWanted: signIn === connectionId,
      onEdit: connection.managed ? undefined : editOf(connectionId),
    };
    return connection.kind === 'happy' ? (
      <HappyCard key={connectionId} {...shared} settings={own?.kind === 'happy' ? own : undefined} />
    ) : (
      <ConnectionCard key={connectionId} {...shared} baseUrl={own?.kind === 'ccr' ? own.baseUrl : undefined} />
    );
  };
  return (
    <section className="page" aria-label={words.connections.region}>
      <header className="page-head">
        <div className="row">
          <h1>{words.connections.heading}</h1>
          <div className="row">
            <Button onPress={toggle('add-happy')} expanded={open.tag === 'add-happy'}>
              {words.happy.add}
            </Button>
            <Button onPress={toggle('add')} expanded={open.tag === 'add'}>
              {words.connections.add}
            </Button>
          </div>
        </div>
        <p className="soft">{words.connections.note}</p>
      </header>
      {open.tag === 'add-happy' ? <AccountFlow onClose={close} /> : null}
      {open.tag === 'add' ? <ConnectionForm existing={undefined} onDone={close} /> : null}
      {open.tag === 'edit' ? <EditForm key={open.settings.id} settings={open.settings} onDone={close} /> : null}
      <ClaudeCard onEdit={editOf(here?.connectionId)} />
      {others.map(drawCard)}
      {connections.length === 0 && open.tag === 'none' ? <p className="soft">{words.connections.noneTeach}</p> : null}
    </section>
  );
}

interface EditFormProps {
  readonly settings: ConnectionSettings;
  readonly onDone: () => void;
}

function EditForm({ settings, onDone }: EditFormProps): ReactNode {
  switch (settings.kind) {
    case 'local':
      return <LocalForm existing={settings} onDone={onDone} />;
    case 'happy':
      return <HappyForm existing={settings} onDone={onDone} />;
    case 'ccr':
      return <ConnectionForm existing={settings} onDone={onDone} />;
  }
}
