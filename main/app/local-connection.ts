import { thisComputer } from '../../shared/model/settings.ts';
import { surfaceWordsOf } from '../../shared/strings/surfaces.ts';
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
  const name = surfaceWordsOf(engine.state.language).names.thisComputer;
  const added = { ...thisComputer(connections.map(({ id }) => id)), name };
  return settings.change({ connections: [...settings.current.connections, added] });
}
