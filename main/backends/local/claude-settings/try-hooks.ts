import type { ClaudeTest } from '../../../../shared/model/claude-code.ts';
import { configDirOf } from '../config-dir.ts';
import type { HookChangesParts } from './hook-changes.ts';
import { readSettingsFile } from './settings-file.ts';
import { tryThroughClaude } from './try-through-claude.ts';
import { tryThroughGateway } from './try-through-gateway.ts';

/** A real ask: from a short run of Claude Code, or from ourselves where its program is not found. */
export async function tryHooks(parts: Omit<HookChangesParts, 'record'>): Promise<ClaudeTest> {
  const { host, writer, place, ensureListening } = parts;
  const program = await place.findProgram();
  const configDir = place.settings.configDir === undefined ? undefined : configDirOf(place.settings, host);
  if (program.tag !== 'not-found') return tryThroughClaude({ host, program: program.path, configDir });
  const file = await readSettingsFile(place.settingsPath);
  const token = file.ok ? await writer.tokenIn(file.value.text) : null;
  const port = await ensureListening(place.settings.port);
  if (token === null || port === null) return { through: 'gateway', outcome: 'not-asked' };
  return tryThroughGateway({ host, port, token });
}
