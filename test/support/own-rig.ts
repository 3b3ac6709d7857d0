import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { OwnSessions } from '../../main/backends/local/process/own-sessions.ts';
import { encodeAnswer } from '../../main/claude/answer.ts';
import { readTranscript } from '../../main/claude/transcript.ts';
import type { BackendEvent } from '../../main/domain/backend-event.ts';
import { systemClock } from '../../main/net/system-clock.ts';
import { systemRandom } from '../../main/net/system-random.ts';
import type { StartOrder } from '../../main/ports/backend.ts';
import { connectionId, type SessionId } from '../../shared/ids.ts';
import type { Decision } from '../../shared/model/decision.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import type { TranscriptItem } from '../../shared/model/transcript.ts';
import { ok } from '../../shared/result.ts';
import { recordingLog } from './recording-log.ts';

const PATIENCE_MS = 45_000;

export interface Surroundings {
  readonly program: string;
  readonly homeDir: string;
  readonly configDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The sessions of one run of Gatehouse, and all that they told. Ends with the test. */
export function openOwn(surroundings: Surroundings) {
  const { program, homeDir, configDir, env } = surroundings;
  const events: BackendEvent[] = [];
  const frames: Uint8Array[] = [];
  const liveTexts: string[] = [];
  const log = recordingLog();
  const watchers = new Set<() => void>();
  const look = () => {
    for (const watch of watchers) watch();
  };
  const own = new OwnSessions({
    host: {
      profileDir: join(homeDir, 'profile'),
      homeDir,
      environment: env,
      platform: process.platform,
      clock: systemClock,
      random: systemRandom,
      log,
      openFolder: () => Promise.resolve(true),
    },
    tools: {
      connectionId: connectionId('here'),
      emit: (event) => {
        events.push(event);
        look();
      },
      transcripts: {
        append: (_key, frame) => {
          frames.push(Buffer.from(frame));
          look();
        },
        live: (_key, text) => {
          liveTexts.push(text);
          look();
        },
      },
      clock: systemClock,
      random: systemRandom,
      log,
    },
    program: () => Promise.resolve(ok(program)),
    configDir,
  });
  onTestFinished(() => own.stop());

  /** Resolves with the first thing that is found, now or after anything that is told. */
  function until<T>(what: string, find: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        watchers.delete(check);
        reject(new Error(`in vain waiting for ${what}: ${JSON.stringify(events.slice(-12))}`));
      }, PATIENCE_MS);
      const check = () => {
        const found = find();
        if (found === undefined) return;
        clearTimeout(timer);
        watchers.delete(check);
        resolve(found);
      };
      watchers.add(check);
      check();
    });
  }
  function event<Tag extends BackendEvent['tag']>(
    tag: Tag,
    fits: (event: Extract<BackendEvent, { tag: Tag }>) => boolean = () => true,
  ) {
    return until(tag, () =>
      events.find((one): one is Extract<BackendEvent, { tag: Tag }> => one.tag === tag && fits(one as never)),
    );
  }
  const items = (): TranscriptItem[] => frames.flatMap((frame) => readTranscript(frame));

  return {
    own,
    events,
    frames,
    liveTexts,
    log,
    items,
    until,
    event,
    async start(order: Partial<StartOrder> & Pick<StartOrder, 'folder' | 'prompt'>): Promise<SessionId> {
      const started = await own.start({ mode: 'default', ...order });
      if (!started.ok) throw new Error(`not started: ${JSON.stringify(started.error)}`);
      own.prioritise({ visible: started.value });
      return started.value;
    },
    message: (sessionId: SessionId, text: string) =>
      own.command(sessionId, { tag: 'send-message', draftId: randomUUID(), text }),
    /** The nth ask so far. */
    async ask(nth: number): Promise<{ readonly request: PermissionRequest; readonly generation: number }> {
      return until(`ask ${nth}`, () => events.filter((one) => one.tag === 'asked')[nth - 1]);
    },
    answer(
      sessionId: SessionId,
      { request, generation }: { readonly request: PermissionRequest; readonly generation: number },
      decision: Decision,
    ) {
      const encoded = encodeAnswer(request, decision, randomUUID());
      if (!encoded.ok) throw new Error(encoded.error.code);
      return own.sendAnswer({ sessionId, requestId: request.requestId, wire: encoded.value, generation });
    },
    /** The end of the nth turn. */
    turnEnd: (nth: number) =>
      until(`end of turn ${nth}`, () => items().filter((one) => one.tag === 'turn-end')[nth - 1]),
    factsOf: (sessionId: SessionId) =>
      events.flatMap((one) => (one.tag === 'session-facts' && one.sessionId === sessionId ? [one.facts] : [])),
    ended: (sessionId: SessionId) =>
      until('the end', () =>
        events.find(
          (one) => one.tag === 'session-facts' && one.sessionId === sessionId && one.facts.activity?.tag === 'ended',
        ),
      ),
  };
}
