import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { request as httpRequest, type ClientRequest } from 'node:http';
import { join } from 'node:path';
import { createLocalKit } from '../../../main/backends/local/local-kit.ts';
import { systemClock as clock } from '../../../main/net/system-clock.ts';
import { systemRandom as random } from '../../../main/net/system-random.ts';
import { connectionId, sessionId } from '../../../shared/ids.ts';
import { localConnectionSchema } from '../../../shared/model/settings.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';
import type { BackendRig, RigRun } from './backend-rig.ts';
import { HeardEvents } from './heard-events.ts';

const SESSION = '7b3ab0a2-6ad8-4b0b-9bb7-6d2a1f0f5a11';
const NEUTRAL = '{}';

/** A session in a terminal: a process that lives, its entry in the registry, and hooks posted as Claude Code posts them. */
export const hooksRig: BackendRig = {
  name: 'hooks, in a terminal',
  asksOutliveTheLink: false,
  async open(): Promise<RigRun> {
    const homeDir = await tempDir();
    const configDir = join(homeDir, '.claude');
    const program = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
    const ended = once(program, 'exit');
    await writeEntry(configDir, program.pid ?? 0, homeDir);
    const heard = new HeardEvents();
    const log = recordingLog();
    const kit = createLocalKit({
      profileDir: join(homeDir, 'profile'),
      homeDir,
      environment: {},
      platform: process.platform,
      clock,
      random,
      log,
      openFolder: () => Promise.resolve(false),
    });
    const backend = kit.create(localConnectionSchema.parse({ id: 'here', kind: 'local', name: 'Here' }), {
      connectionId: connectionId('here'),
      emit: heard.emit,
      credentials: { token: () => Promise.reject(new Error('nobody is to be convinced here')) },
      transcripts: { append: () => undefined, live: () => undefined },
      clock,
      random,
      log,
    });
    const preview = await kit.claudeCode.preview('connect');
    if (!preview.ok) throw new Error(preview.error.detail);
    const applied = await kit.claudeCode.apply('connect', preview.value.beforeHash);
    if (!applied.ok) throw new Error(applied.error.detail);
    const settings = await readFile(join(configDir, 'settings.json'), 'utf8');
    const post = hookPoster(settings, homeDir);

    const held = new Map<string, { readonly tool: string; readonly call: ClientRequest }>();
    const answers = new Map<string, Promise<string>>();
    let answered = 0;
    let calls = 0;
    const ran = (tool: string) => post('PostToolUse', `${tool},"tool_response":{}`).answer;

    return {
      backend,
      heard,
      sessionId: sessionId(SESSION),
      async ask(input) {
        const question = `"tool_name":"Deploy","tool_input":${input}`;
        const tool = `${question},"tool_use_id":"toolu_${++calls}"`;
        await post('PreToolUse', tool).answer;
        const before = heard.of('asked').length;
        const { call, answer } = post('PermissionRequest', question);
        const asked = await heard.until('asked', (event) => heard.of('asked').indexOf(event) >= before);
        const { requestId } = asked.request;
        held.set(requestId, { tool, call });
        const accepted = answer.then(async (body) => {
          if (body === NEUTRAL) throw new Error('it was answered without an opinion');
          answered++;
          await ran(tool);
          return body;
        });
        accepted.catch(() => undefined); // heard by whoever waits for it
        answers.set(requestId, accepted);
        return { requestId };
      },
      cancel: (requestId) => void held.get(requestId)?.call.destroy(),
      answerElsewhere(requestId) {
        const ask = held.get(requestId);
        if (ask !== undefined) void ran(ask.tool);
      },
      acceptedAnswer: (requestId) => answers.get(requestId) ?? Promise.reject(new Error('no such ask')),
      answerCount: () => answered,
      cut() {
        program.kill('SIGKILL');
        for (const { call } of held.values()) call.destroy();
      },
      async stop() {
        program.kill('SIGKILL');
        await ended;
        await backend.stop();
        await kit.claudeCode.stop();
      },
    };
  },
};

/** Posts hooks the way the settings say. */
function hookPoster(settings: string, cwd: string) {
  const token = /"x-gatehouse-token": "([^"]+)"/.exec(settings)?.[1] ?? '';
  const url = /"url": "(http:[^"]+)"/.exec(settings)?.[1] ?? '';
  const common = JSON.stringify({ session_id: SESSION, cwd, prompt_id: 'p', permission_mode: 'default' }).slice(1, -1);
  return (event: string, more: string): { readonly call: ClientRequest; readonly answer: Promise<string> } => {
    const headers = { 'content-type': 'application/json', 'x-gatehouse-token': token };
    const call = httpRequest(url, { method: 'POST', headers });
    const answer = new Promise<string>((resolve, reject) => {
      call.on('error', reject);
      call.on('response', (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (part: string) => (body += part));
        response.on('end', () => resolve(body));
      });
    });
    answer.catch(() => undefined); // heard by whoever waits for it
    call.end(`{${common},"hook_event_name":"${event}",${more}}`);
    return { call, answer };
  };
}

async function writeEntry(configDir: string, pid: number, cwd: string): Promise<void> {
  const folder = join(configDir, 'sessions');
  await mkdir(folder, { recursive: true });
  const nowMs = clock.nowMs();
  const entry = { pid, sessionId: SESSION, cwd, kind: 'interactive', entrypoint: 'cli', version: '2.1.329' };
  await writeFile(
    join(folder, `${pid}.json`),
    JSON.stringify({ ...entry, status: 'busy', statusUpdatedAt: nowMs, startedAt: nowMs }),
  );
}
