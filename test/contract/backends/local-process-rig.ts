import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OwnSessions } from '../../../main/backends/local/process/own-sessions.ts';
import { signal } from '../../../main/backends/local/process/process-tree.ts';
import { encodeAnswer } from '../../../main/claude/answer.ts';
import { readTranscript } from '../../../main/claude/transcript.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { systemRandom } from '../../../main/net/system-random.ts';
import type { Backend } from '../../../main/ports/backend.ts';
import { connectionId, sessionId, type SessionId } from '../../../shared/ids.ts';
import { NO_CAPABILITIES } from '../../../shared/model/connection.ts';
import { err, ok } from '../../../shared/result.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { startScriptedAgent } from '../../support/stdio-agent/scripted-agent.ts';
import type { BackendRig, RigRun } from './backend-rig.ts';
import { HeardEvents } from './heard-events.ts';

/** Sessions of ours with a scripted program in the place of Claude Code. */
export async function openProcess() {
  const agent = await startScriptedAgent();
  const homeDir = await mkdtemp(join(tmpdir(), 'gh-process-'));
  const heard = new HeardEvents();
  const stored: string[] = [];
  const live: string[] = [];
  const log = recordingLog();
  const configDir = join(homeDir, '.claude');
  const own = new OwnSessions({
    host: {
      profileDir: join(homeDir, 'profile'),
      homeDir,
      environment: agent.env,
      platform: process.platform,
      clock: systemClock,
      random: systemRandom,
      log,
      openFolder: () => Promise.resolve(true),
    },
    tools: {
      connectionId: connectionId('here'),
      emit: heard.emit,
      transcripts: {
        append: (_key, frame) => void stored.push(Buffer.from(frame).toString()),
        live: (_key, text) => void live.push(text),
      },
      clock: systemClock,
      random: systemRandom,
      log,
    },
    program: () => Promise.resolve(ok(agent.program)),
    configDir,
  });
  return {
    agent,
    own,
    heard,
    stored,
    live,
    log,
    homeDir,
    configDir,
    async start(prompt = ''): Promise<SessionId> {
      const started = await own.start({ folder: homeDir, prompt, mode: 'default' });
      if (!started.ok) throw new Error(JSON.stringify(started.error));
      return started.value;
    },
    async stop() {
      await own.stop();
      await agent.stop();
      await rm(homeDir, { recursive: true, force: true });
    },
  };
}

export function processRig(): BackendRig {
  return {
    name: 'stdio, as a child of ours',
    asksOutliveTheLink: false,
    async open(): Promise<RigRun> {
      const rig = await openProcess();
      const started = await rig.start();
      const run = await rig.agent.run(1);
      return {
        backend: asBackend(rig.own),
        heard: rig.heard,
        sessionId: sessionId(started),
        ask: (inputText) => Promise.resolve(run.ask(inputText)),
        cancel: (requestId) => run.cancel(requestId),
        answerElsewhere: (requestId) => run.answerElsewhere(requestId),
        acceptedAnswer: (requestId) => run.accepted(requestId),
        answerCount: () => run.answerCount,
        cut: () => signal(run.pid, 'SIGKILL'),
        stop: () => rig.stop(),
      };
    },
  };
}

/** The part of a backend that answers asks. */
function asBackend(own: OwnSessions): Backend {
  return {
    capabilities: NO_CAPABILITIES,
    starter: null,
    sharer: null,
    start: () => undefined,
    stop: () => own.stop(),
    encodeAnswer,
    sendAnswer: (answer) => own.sendAnswer(answer),
    command: (id, command) => own.command(id, command),
    probe: () => undefined,
    prioritise: (order) => own.prioritise(order),
    retry: () => undefined,
    readTranscript,
    loadOlder: () => Promise.resolve(err({ code: 'not-supported' })),
    mayHaveOlder: () => false,
    rewindOlder: () => undefined,
  };
}
