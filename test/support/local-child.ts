/**
 * Gatehouse for this computer as a process of its own, so that it can be killed and frozen. It connects Claude Code and
 * decides nothing. Prints `ready`, then `asked LINE` and `gone LINE` for what its surfaces show.
 * Arguments: PROFILE_DIR CONFIG_JSON.
 */
import { writeSync } from 'node:fs';
import { connectClaude } from './connect-claude.ts';
import { startHeadless } from './headless.ts';

const [profileDir = '', config = ''] = process.argv.slice(2);
const environment = Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? '']));
const app = await startHeadless({ profileDir, config: JSON.parse(config) as unknown, environment });
let shown = new Map<string, string>();

function look(): void {
  const now = new Map(app.view.inbox.map(({ key, short }) => [`${key}`, short]));
  for (const [key, short] of now) if (!shown.has(key)) writeSync(1, `asked ${short}\n`);
  for (const [key, short] of shown) if (!now.has(key)) writeSync(1, `gone ${short}\n`);
  shown = now;
}
app.gatehouse.engine.onChange(() => setImmediate(look));
process.on('SIGTERM', () => void app.stop().then(() => process.exit(0)));
await connectClaude(app.handlers);
writeSync(1, 'ready\n');
