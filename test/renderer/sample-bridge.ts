import { err, ok } from '../../shared/result.ts';
import type { AppView } from '../../shared/model/app-view.ts';
import { createFakeBridge, type FakeBridge } from '../support/fake-bridge.ts';
import { crash, localKeys } from './sample-local.ts';
import type { SampleAsk } from './sample-asks.ts';
import { sampleChange, sampleClaude, samplePast } from './sample-claude.ts';
import { sampleReport } from './sample-doctor.ts';
import { emptyOffer, newOffer, readableTerminal, sampleLink } from './sample-happy.ts';
import { sampleJournal, sampleTranscript } from './sample-history.ts';

/** A bridge whose main holds this view and these asks. */
export function sampleBridge(view: AppView, asks: readonly SampleAsk[], nowMs: number): FakeBridge {
  return createFakeBridge({
    'state:snapshot': () => ok(view),
    'inbox:detail': ({ key }) => {
      const ask = asks.find((each) => each.view.key === key);
      return ask === undefined ? err({ code: 'no-such-ask', message: key }) : ok(ask.detail);
    },
    'transcript:read': ({ key, from, count }) => {
      if (key === localKeys.build) return ok(sampleTranscript(from, count, { end: crash }));
      return ok(sampleTranscript(from, count, { isWriting: key !== localKeys.parser }));
    },
    'transcript:older': () => ok({ added: 0 }),
    'journal:search': ({ text }) => {
      const entries = sampleJournal(nowMs).filter((entry) => JSON.stringify(entry).includes(text));
      return ok({ entries, next: null });
    },
    'connection:test': () => ok({ reached: true, sessions: 4, problem: null, status: 200 }),
    'connection:sign-in': () => ok({ kept: 'keychain' }),
    'journal:export': () => ok({ written: 5 }),
    'claude:preview': ({ change }) => ok(sampleChange(change)),
    'claude:look': () => ok(view.claudeCode ?? sampleClaude()),
    'claude:test': () => ok({ through: 'claude', outcome: 'allowed' }),
    'session:past': () => ok(samplePast(nowMs)),
    'session:start': () => ok({ key: localKeys.notes }),
    'happy:link': () => ok(sampleLink(nowMs)),
    // Nobody scans it.
    'happy:linked': () => new Promise(() => undefined),
    'happy:read-key': () => ok(emptyOffer),
    'happy:create': () => ok(newOffer),
    'happy:look-at-terminal': () => ok({ ...readableTerminal, tag: 'not-enough' }),
    'happy:join': () => ok({ kept: 'keychain' }),
    'happy:keep-key': () => ok({ kept: true }),
    'session:unshare': () => ok({ remaining: 0, told: true }),
    'doctor:look': () => ok(sampleReport(nowMs)),
    'doctor:export': () => ok({ written: true }),
    'folder:choose': () => ok({ folder: '/home/ada/src/chosen' }),
  });
}
