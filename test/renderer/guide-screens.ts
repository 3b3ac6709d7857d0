import { sampleCauses } from './sample-doctor.ts';
import { answeredView, guideView, trialView } from './sample-guide.ts';
import type { Screen } from './screen.ts';

/** The first run, and the try that it ends with. */
export function guideScreens(nowMs: number): readonly Screen[] {
  return [
    {
      feature: 'guide',
      name: 'the welcome of the guide',
      view: guideView('welcome'),
      place: { tag: 'guide' },
      region: 'Guide',
    },
    {
      feature: 'guide',
      name: 'the connections of the guide',
      view: guideView('connect'),
      place: { tag: 'guide' },
      region: 'Guide',
    },
    {
      feature: 'guide',
      name: 'the notifications of the guide',
      view: guideView('notices'),
      place: { tag: 'guide' },
      region: 'Guide',
    },
    {
      feature: 'guide',
      name: 'a try before it starts',
      view: guideView('try'),
      place: { tag: 'guide' },
      region: 'Guide',
    },
    { feature: 'guide', name: 'a try that waits', view: trialView(nowMs), place: { tag: 'guide' }, region: 'Guide' },
    {
      feature: 'guide',
      name: 'a try that is late',
      view: trialView(nowMs, { waitedMs: 20_000 }),
      place: { tag: 'guide' },
      region: 'Guide',
    },
    {
      feature: 'guide',
      name: 'a try that is not seen',
      view: trialView(nowMs, {
        shownIn: [],
        held: { tag: 'paused', untilMs: nowMs + 60_000 },
        causes: [sampleCauses.noDaemon, sampleCauses.noTray],
      }),
      place: { tag: 'guide' },
      region: 'Guide',
    },
    {
      feature: 'guide',
      name: 'a try that was answered',
      view: answeredView(),
      place: { tag: 'guide' },
      region: 'Guide',
    },
    {
      feature: 'guide',
      name: 'a try that failed',
      view: guideView('try', { trial: { tag: 'failed', why: 'practice-not-started' } }),
      place: { tag: 'guide' },
      region: 'Guide',
    },
    {
      feature: 'guide',
      name: 'the end of the guide',
      view: guideView('done'),
      place: { tag: 'guide' },
      region: 'Guide',
    },
    {
      feature: 'inbox',
      name: 'the inbox during a try',
      view: trialView(nowMs),
      place: { tag: 'inbox' },
      region: 'Inbox',
    },
  ];
}
