/**
 * Gatehouse as a process of its own that allows whatever is asked, until it is killed. Prints `taken ID` for each
 * decision that it promised to keep. Arguments: PROFILE_DIR CONFIG_JSON.
 */
import { writeSync } from 'node:fs';
import { startHeadless } from './headless.ts';

const [profileDir = '', config = ''] = process.argv.slice(2);
const app = await startHeadless({ profileDir, config: JSON.parse(config) as unknown });
const seen = new Set<string>();

function look(): void {
  for (const ask of app.view.inbox) {
    if (seen.has(ask.key)) continue;
    seen.add(ask.key);
    void app.decide(ask).then((outcome) => {
      // Written before anything else can happen: what was printed was promised.
      if (outcome.ok) writeSync(1, `taken ${ask.requestId}\n`);
    });
  }
}
app.gatehouse.engine.onChange(() => setImmediate(look));
writeSync(1, 'ready\n');
