import { useState, type ReactNode } from 'react';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { CcrSettings } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { ConnectionCard } from './connection-card.tsx';
import { ConnectionForm } from './connection-form.tsx';

type Open =
  { readonly tag: 'none' } | { readonly tag: 'add' } | { readonly tag: 'edit'; readonly settings: CcrSettings };

export function Connections({ signIn }: { readonly signIn: ConnectionId | undefined }): ReactNode {
  const connections = useApp((view) => view.connections);
  const all = useApp((view) => view.settings.connections);
  const settings = all.filter((each) => each.kind === 'ccr');
  const [open, setOpen] = useState<Open>({ tag: 'none' });
  const close = () => setOpen({ tag: 'none' });
  return (
    <section className="page" aria-label={words.connections.region}>
      <header className="page-head">
        <div className="row">
          <h1>{words.connections.heading}</h1>
          {open.tag === 'none' ? (
            <Button look="accent" onPress={() => setOpen({ tag: 'add' })}>
              {words.connections.add}
            </Button>
          ) : null}
        </div>
        <p className="soft">{words.connections.note}</p>
      </header>
      {open.tag === 'none' ? null : (
        <ConnectionForm
          key={open.tag === 'edit' ? open.settings.id : ''}
          existing={open.tag === 'edit' ? open.settings : undefined}
          onDone={close}
        />
      )}
      {connections.length === 0 && open.tag === 'none' ? (
        <div className="empty">
          <p className="empty-lead">{words.connections.none}</p>
          <p className="soft">{words.connections.noneTeach}</p>
        </div>
      ) : null}
      {connections.map((connection) => {
        const own = settings.find((each) => each.id === connection.connectionId);
        return (
          <ConnectionCard
            key={connection.connectionId}
            connection={connection}
            signInWanted={signIn === connection.connectionId}
            onEdit={own === undefined || connection.managed ? undefined : () => setOpen({ tag: 'edit', settings: own })}
            baseUrl={own?.baseUrl}
          />
        );
      })}
    </section>
  );
}
