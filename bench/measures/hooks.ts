/**
 * What Gatehouse costs Claude Code on this computer: a hook's round trip beside that of a server that answers at once, from
 * a held request to the notice, and from a change of the session registry to the row in the window's view.
 */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHeadless } from '../../test/support/headless.ts';
import { deliver, plainFigure, ratioFigure } from '../kit/figure.ts';
import { quantile } from '../kit/statistics.ts';

const ROUNDS = 9;
const CALLS = 60;
const ASKS = 60;
const CHANGES = 40;

const homeDir = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
const configDir = join(homeDir, '.claude');
mkdirSync(join(configDir, 'sessions'), { recursive: true });
const port = 47_400 + (process.pid % 400);
const app = await startHeadless({
  profileDir: join(homeDir, 'profile'),
  config: { connections: [{ id: 'here', kind: 'local', name: 'Here', configDir, port }] },
});
const preview = await app.handlers['claude:preview']({ change: 'connect' });
if (!preview.ok) throw new Error(preview.error.message);
const applied = await app.handlers['claude:apply']({ change: 'connect', beforeHash: preview.value.beforeHash });
if (!applied.ok) throw new Error(applied.error.message);
const settings = readFileSync(join(configDir, 'settings.json'), 'utf8');
const token = /"x-gatehouse-token": "([^"]+)"/.exec(settings)?.[1] ?? '';
const hookUrl = /"url": "(http:[^"]+)"/.exec(settings)?.[1] ?? '';

const bare = createServer((incoming, response) => {
  incoming.resume();
  incoming.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
});
await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
const bareUrl = `http://127.0.0.1:${(bare.address() as AddressInfo).port}/hook`;

const agent = new Agent({ keepAlive: true });
const sessionId = '11111111-2222-4333-8444-555555555555';
const hook = (event: string, call: number) => ({
  session_id: sessionId,
  transcript_path: join(configDir, 'projects', 'x', `${sessionId}.jsonl`),
  cwd: homeDir,
  prompt_id: 'prompt-1',
  permission_mode: 'default',
  hook_event_name: event,
  tool_name: 'Bash',
  tool_input: { command: `make ${call}`, description: 'Grüße, 構築する' },
  tool_use_id: `toolu_${call}`,
});

function post(url: string, body: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'x-gatehouse-token': token,
    };
    const call = request(url, { method: 'POST', agent, headers }, (response) => {
      let answer = '';
      response.setEncoding('utf8').on('data', (part: string) => (answer += part));
      response.on('end', () => resolve(answer));
    });
    call.on('error', reject);
    call.end(text);
  });
}

async function roundTripMs(url: string): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call < CALLS; call++) {
    const startedMs = performance.now();
    const answer = await post(url, hook('PreToolUse', call));
    times.push(performance.now() - startedMs);
    if (answer !== '{}') throw new Error(`a hook was answered ${answer}`);
  }
  return quantile(times, 0.5);
}

const ours: number[] = [];
const theirs: number[] = [];
for (let round = -1; round < ROUNDS; round++) {
  const [mine, yardstick] = [await roundTripMs(hookUrl), await roundTripMs(bareUrl)];
  if (round < 0) continue;
  ours.push(mine);
  theirs.push(yardstick);
}

const shownMs: number[] = [];
const answeredMs: number[] = [];
for (let call = -10; call < ASKS; call++) {
  const command = `ask ${call}`;
  const body = { ...hook('PermissionRequest', call), tool_input: { command }, tool_use_id: undefined };
  const startedMs = performance.now();
  const answer = post(hookUrl, body);
  const ask = await app.until(
    () => [...app.surfaces.standing.values()].some(({ body: text }) => text.includes(command)) && app.view.inbox[0],
    command,
  );
  if (call >= 0) shownMs.push(performance.now() - startedMs);
  const clickedMs = performance.now();
  await app.decide(ask);
  if (!(await answer).includes('"behavior":"allow"')) throw new Error('an allow did not arrive');
  if (call >= 0) answeredMs.push(performance.now() - clickedMs);
}

const rowMs: number[] = [];
const entryPath = join(configDir, 'sessions', `${process.pid}.json`);
for (let change = -2; change < CHANGES; change++) {
  const name = `row ${change}`;
  const entry = {
    pid: process.pid,
    sessionId: '99999999-2222-4333-8444-555555555555',
    cwd: homeDir,
    name,
    nameSource: 'user',
    kind: 'interactive',
    entrypoint: 'cli',
    version: '2.1.329',
    status: change % 2 === 0 ? 'busy' : 'idle',
    statusUpdatedAt: Date.now(),
    startedAt: Date.now(),
  };
  writeFileSync(`${entryPath}.new`, JSON.stringify(entry));
  const startedMs = performance.now();
  renameSync(`${entryPath}.new`, entryPath);
  await app.until(() => app.view.sessions.some(({ title }) => title === name), name);
  if (change >= 0) rowMs.push(performance.now() - startedMs);
}

await app.stop();
bare.close();
agent.destroy();
rmSync(homeDir, { recursive: true, force: true });

const p99 = (values: readonly number[]) => `p99 ${quantile(values, 0.99).toFixed(1)} ms`;
const group = 'Claude Code on this computer, in one process';
deliver([
  plainFigure({ group, name: 'PreToolUse, round trip, p50 of a round', unit: 'ms', aim: 10 }, ours),
  plainFigure({ group, name: 'the same to a server that answers at once', unit: 'ms' }, theirs),
  ratioFigure({ group, name: 'ours / that' }, ours, theirs),
  plainFigure({ group, name: 'PermissionRequest sent -> notice, p50', unit: 'ms', note: p99(shownMs) }, shownMs),
  plainFigure({ group, name: 'decision -> answer at the caller, p50', unit: 'ms', note: p99(answeredMs) }, answeredMs),
  plainFigure({ group, name: 'registry file -> row in the view, p50', unit: 'ms', note: p99(rowMs) }, rowMs),
]);
