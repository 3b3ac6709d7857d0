import type { AppView } from '../../shared/model/app-view.ts';
import type { DoctorCheck } from '../../shared/model/doctor.ts';
import type { HeldReason } from '../../shared/model/quiet.ts';
import type { GuideStep } from '../../shared/model/settings.ts';
import type { TrialView } from '../../shared/model/trial.ts';
import { SECOND_MS } from '../../shared/units.ts';
import { sampleAsk, type SampleAsk } from './sample-asks.ts';
import { sampleSessions } from './sample-sessions.ts';
import { emptyView } from './samples.ts';

/** The very first start, at a step of the guide. */
export function guideView(step: GuideStep, more: Partial<AppView> = {}): AppView {
  const empty = emptyView();
  return { ...empty, settings: { ...empty.settings, guideAt: step }, ...more };
}

/** The practice ask of the trial, as the inbox holds it. */
export function trialAsk(nowMs: number, waitedMs: number): SampleAsk {
  const [session] = sampleSessions(nowMs);
  if (session === undefined) throw new Error('sample sessions are missing');
  return sampleAsk({
    id: 'req_hello',
    session: { ...session, title: 'Say hello', practice: true },
    nowMs,
    ageMs: waitedMs,
    short: 'echo "Hello from Gatehouse"',
    request: { toolName: 'Bash', input: { command: 'echo "Hello from Gatehouse"', description: 'Say hello' } },
  });
}

interface Waits {
  readonly shownIn?: Extract<TrialView, { tag: 'waiting' }>['shownIn'];
  readonly held?: HeldReason;
  readonly causes?: readonly DoctorCheck[];
  readonly waitedMs?: number;
}

/** The guide while its ask waits. */
export function trialView(nowMs: number, waits: Waits = {}): AppView {
  const { shownIn = ['notification', 'tray'], held = null, causes = [], waitedMs = 4 * SECOND_MS } = waits;
  const { view } = trialAsk(nowMs, waitedMs);
  const isLate = waitedMs >= 15 * SECOND_MS;
  return guideView('try', {
    inbox: [view],
    trial: { tag: 'waiting', key: view.key, sinceMs: nowMs - waitedMs, shownIn, held, causes, isLate },
  });
}

/** The guide once its ask was answered. */
export function answeredView(over: Partial<Extract<TrialView, { tag: 'answered' }>> = {}): AppView {
  return guideView('try', {
    trial: { tag: 'answered', surface: 'notification', allowed: true, tookMs: 3_420, confirmed: true, ...over },
  });
}
