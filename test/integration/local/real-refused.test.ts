import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Gateway } from '../../../main/backends/local/gateway/gateway.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { run } from '../../support/messages-api-script.ts';
import { realClaude } from '../../support/real-claude.ts';
import { recordingLog } from '../../support/recording-log.ts';

test('an ask that is too large for the gateway is left to the dialog of the terminal', async () => {
  const log = recordingLog();
  const limits = { maxBodyBytes: 2_000 };
  const gateway = new Gateway({ clock: systemClock, log, checkToken: () => true, limits });
  onTestFinished(() => gateway.close());
  const listening = await gateway.listen(0);
  if (!listening.ok) throw new Error(listening.error.detail);
  const url = `http://127.0.0.1:${listening.value}/hook`;
  const hook = { type: 'http', url, headers: { 'x-gatehouse-token': 'any' }, timeout: 60 };
  const claude = await realClaude();
  const terminal = await claude.startTerminal({
    settings: { hooks: { PermissionRequest: [{ matcher: '*', hooks: [hook] }] } },
  });
  const command = `touch made; : ${'x'.repeat(2_000)}`;
  await terminal.prompt(`${run('Bash', { command, description: 'a test' })}\nSAY done`);
  await terminal.untilScreen(/Do you want to proceed\?/);
  expect(log.lines.join('\n')).toContain('too-large');
  expect(existsSync(join(claude.home.workDir, 'made'))).toBe(false);
  await terminal.choose('Yes');
  await terminal.untilScreen(/● done/);
  expect(existsSync(join(claude.home.workDir, 'made'))).toBe(true);
});
