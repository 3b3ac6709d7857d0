import { thisComputer } from '../../shared/model/settings.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Engine } from './engine.ts';
import type { LiveSettings } from './settings.ts';

/** Hooks without anybody who listens would be of no use: whoever is connected has the connection, too. */
export async function ensureLocalConnection(
  engine: Engine,
  settings: LiveSettings,
): Promise<Result<null, 'managed' | 'not-saved'>> {
  const { connections } = engine.state.settings;
  if (connections.some(({ kind }) => kind === 'local')) return ok(null);
  const added = thisComputer(connections.map(({ id }) => id));
  return settings.change({ connections: [...settings.current.connections, added] });
}
