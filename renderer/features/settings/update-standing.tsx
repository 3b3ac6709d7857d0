import type { ReactNode } from 'react';
import type { UpdateState } from '../../../shared/model/update.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';

/** One or two lines: what is known about newer versions. */
export function UpdateStanding({ update }: { readonly update: UpdateState }): ReactNode {
  const running = useApp((view) => view.surfaces.version);
  const lines = linesOf(update, running);
  return (
    <div role="status">
      {lines.map((line, at) => (
        <p key={line} className={at === 0 ? undefined : 'soft small'}>
          {line}
        </p>
      ))}
      {update.tag === 'downloading' ? (
        <progress max={100} value={update.percent} aria-label={words.updates.downloadLabel(update.release.version)} />
      ) : null}
    </div>
  );
}

function linesOf(update: UpdateState, running: string): readonly string[] {
  const said = words.updates;
  switch (update.tag) {
    case 'off':
      return [said.off(update.why)];
    case 'current':
      return update.checkedAtMs === null
        ? [said.notLooked(running)]
        : [said.current(running), said.checkedAt(update.checkedAtMs)];
    case 'checking':
      return [said.checking];
    case 'downloading':
      return [said.downloading(update.release.version, update.percent)];
    case 'ready': {
      const rest = update.asksPassword ? [said.asksPassword] : [];
      const ready = said.ready(update.release.version);
      return update.waitsFor === 'person' ? [ready, ...rest] : [ready, said.waits(update.waitsFor)];
    }
    case 'available':
      return [said.available(update.release.version), said.checkedAt(update.checkedAtMs)];
    case 'installing':
      return update.heldBy === null
        ? [said.installing(update.release.version)]
        : [said.installed(update.release.version), said.restartWaits(update.heldBy)];
    case 'failed': {
      const until = update.goodUntilMs === undefined ? [] : [said.goodUntil(update.goodUntilMs)];
      return [said.fault(update.fault), ...until, said.checkedAt(update.checkedAtMs)];
    }
  }
}
