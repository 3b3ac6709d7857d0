import { useState, type ReactNode } from 'react';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { ConnectionSettings } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { ClaudeCard } from '../claude-code/index.ts';
import { ConnectionCard } from './connection-card.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { LocalForm } from './local-form.tsx';

type Open =
  { readonly tag: 'none' } | { readonly tag: 'add' } | { readonly tag: 'edit'; readonly settings: ConnectionSettings };

export function Connections({ signIn }: { readonly signIn: ConnectionId | undefined }): ReactNode {
  const connections = useApp((view) => view.connections);
  const settings = useApp((view) => view.settings.connections);
  const [open, setOpen] = useState<Open>({ tag: 'none' });
  const close = () => setOpen({ tag: 'none' });
  const settingsOf = (id: ConnectionId) => settings.find((each) => each.id === id);
  /** The card of Claude Code stands for the connection to this computer too. */
  const here = connections.find((each) => each.kind === 'local');
  const others = connections.filter((each) => each !== here);
  const editOf = (id: ConnectionId | undefined) => {
    const own = id === undefined ? undefined : settingsOf(id);
    return own === undefined ? undefined : () => setOpen({ tag: 'edit', settings: own });
  };
  return (
    <section className="page" aria-label={words.connections.region}>
      <header className="page-head">
        <div className="row">
          <h1>{words.connections.heading}</h1>
          <Button
            onPress={() => setOpen(open.tag === 'add' ? { tag: 'none' } : { tag: 'add' })}
            expanded={open.tag === 'add'}
          >
            {words.connections.add}
          </Button>
        </div>
        <p className="soft">{words.connections.note}</p>
      </header>
      {open.tag === 'add' ? <ConnectionForm existing={undefined} onDone={close} /> : null}
      {open.tag !== 'edit' ? null : open.settings.kind === 'local' ? (
        <LocalForm key={open.settings.id} existing={open.settings} onDone={close} />
      ) : open.settings.kind === 'ccr' ? (
        <ConnectionForm key={open.settings.id} existing={open.settings} onDone={close} />
      ) : null}
      <ClaudeCard onEdit={editOf(here?.connectionId)} />
      {others.map((connection) => {
        const own = settingsOf(connection.connectionId);
        return (
          <ConnectionCard
            key={connection.connectionId}
            connection={connection}
            signInWanted={signIn === connection.connectionId}
            onEdit={connection.managed ? undefined : editOf(connection.connectionId)}
            baseUrl={own?.kind === 'ccr' ? own.baseUrl : undefined}
          />
        );
      })}
      {connections.length === 0 && open.tag === 'none' ? <p className="soft">{words.connections.noneTeach}</p> : null}
    </section>
  );
}
