import { useState } from 'react';
import { happyConnectionSchema, type HappySettings } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { freshConnectionId } from '../../ui/fresh-connection-id.ts';

export interface NewConnection {
  readonly name: string;
  readonly error: string | undefined;
  readonly setName: (name: string) => void;
  /** @returns undefined: the name is not usable, which its field says now. */
  readonly make: (serverUrl: string, credentials: HappySettings['credentials']) => HappySettings | undefined;
}

/** The connection that is added at the end of the flow. */
export function useNewConnection(): NewConnection {
  const connections = useApp((view) => view.connections);
  const [name, setName] = useState<string>(words.connections.kind.happy);
  const [error, setError] = useState<string | undefined>(undefined);
  const make: NewConnection['make'] = (serverUrl, credentials) => {
    const taken = connections.map((each) => each.connectionId);
    const id = freshConnectionId(name, taken);
    const read = happyConnectionSchema.safeParse({ id, kind: 'happy', name: name.trim(), serverUrl, credentials });
    setError(read.success ? undefined : words.connections.errors.name);
    return read.data;
  };
  return { name, error, setName, make };
}
