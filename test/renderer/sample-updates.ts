import type { AppView } from '../../shared/model/app-view.ts';
import type { Release, UpdateState } from '../../shared/model/update.ts';
import { emptyView } from './samples.ts';

const NOTES = `### Added

- Updates that Gatehouse brings itself, after it has **checked who made them**. See [the page](https://example.org/updates).
- A sound for requests, off until you switch it on.

### Fixed

- A session that was renamed kept its old name in the tray.`;

export const sampleRelease: Release = { version: '1.3.0', notes: NOTES };
const atMs = Date.parse('2026-11-20T15:30:00');

/** Every way in which this program can stand to the newest one. */
export const sampleUpdates = {
  current: { tag: 'current', checkedAtMs: atMs },
  hasCome: { tag: 'current', checkedAtMs: null, updatedTo: sampleRelease },
  downloading: { tag: 'downloading', release: sampleRelease, percent: 42 },
  ready: { tag: 'ready', release: sampleRelease, waitsFor: 'person', asksPassword: true },
  held: { tag: 'ready', release: sampleRelease, waitsFor: 'asks', asksPassword: true },
  available: {
    tag: 'available',
    release: { ...sampleRelease, pageUrl: 'https://example.org/releases/v1.3.0' },
    checkedAtMs: atMs,
  },
  restartHeld: { tag: 'installing', release: sampleRelease, heldBy: 'asks' },
  expired: { tag: 'failed', fault: 'expired', checkedAtMs: atMs, goodUntilMs: Date.parse('2026-06-01T12:00:00') },
} as const satisfies Record<string, UpdateState>;

export function updateView(update: UpdateState): AppView {
  return { ...emptyView(), update };
}
