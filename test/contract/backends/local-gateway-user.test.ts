import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Gateway } from '../../../main/backends/local/gateway/gateway.ts';
import { hashToken, tokenCheck } from '../../../main/backends/local/gateway/token-check.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { TOKEN } from '../../support/hook-caller.ts';
import { recordingLog } from '../../support/recording-log.ts';

const isRoot = process.getuid?.() === 0;
/** The user `nobody`, where this run may become another user at all. */
const stranger = isRoot ? { uid: 65_534, gid: 65_534 } : {};

/** Tries to read the token, then calls with what it found, and with guesses. Prints what came of it. */
const INTRUDER = `
  const { readFileSync } = require('node:fs');
  const [file, port, pid] = process.argv.slice(1);
  const look = (read) => { try { return String(read()); } catch (error) { return error.code; } };
  const found = {
    user: process.getuid(),
    file: look(() => readFileSync(file)),
    environment: look(() => readFileSync('/proc/' + pid + '/environ')),
    memory: look(() => readFileSync('/proc/' + pid + '/mem')),
    command: look(() => readFileSync('/proc/' + pid + '/cmdline')),
  };
  const call = (token) => fetch('http://127.0.0.1:' + port + '/hook', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { 'x-gatehouse-token': token }) },
    body: '{"session_id":"s","hook_event_name":"SessionEnd"}',
  }).then(({ status }) => status, () => 'failed');
  Promise.all([call(), call(''), call(found.file), call('0'.repeat(64))]).then((statuses) =>
    console.log(JSON.stringify({ ...found, statuses })));
`;

let folder: string;
let gateway: Gateway;
let port: number;
let calls = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'other-user-'));
  chmodSync(folder, 0o755); // even if the folder is open to all
  gateway = new Gateway({ clock: systemClock, log: recordingLog(), checkToken: tokenCheck(hashToken(TOKEN)) });
  calls = 0;
  gateway.handle((call) => {
    calls++;
    void call.respond('{}');
  });
  const listening = await gateway.listen(0);
  port = listening.ok ? listening.value : 0;
});
afterEach(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});

test('another user of this computer finds the port, but neither the token nor a way in', async () => {
  const file = join(folder, 'settings.json');
  writeFileSync(file, TOKEN, { mode: 0o600 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  if (!isRoot) chmodSync(file, 0o000); // stands for belonging to somebody else
  const intruder = spawn(process.execPath, ['-e', INTRUDER, file, String(port), String(process.pid)], {
    cwd: '/',
    env: { PATH: process.env['PATH'] },
    ...stranger,
  });
  const [said] = await Promise.all([text(intruder.stdout), once(intruder, 'close')]);
  const found = JSON.parse(said);
  expect(found).toMatchObject({ file: 'EACCES', statuses: [401, 401, 401, 401] });
  if (isRoot) expect(found).toMatchObject({ user: 65_534, environment: 'EACCES', memory: 'EACCES' });
  expect(said).not.toContain(TOKEN);
  expect(calls).toBe(0);
});
