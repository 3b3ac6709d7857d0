import type { ReactNode } from 'react';
import type { Release, UpdateState } from '../../../shared/model/update.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Markdown } from '../../ui/markdown/markdown.tsx';
import { useLink } from '../../ui/use-link.tsx';

/** What is new in the version that comes, or in the one that has just come. */
export function UpdateNews({ update }: { readonly update: UpdateState }): ReactNode {
  const { openLink, linkProblem } = useLink();
  const release = releaseOf(update);
  if (release === null) return null;
  const said = words.updates;
  const hasCome = update.tag === 'current';
  const pageUrl = update.tag === 'available' ? release.pageUrl : undefined;
  return (
    <section className="update-news" aria-label={said.whatIsNew(release.version)}>
      <h3>{hasCome ? said.updatedTo(release.version) : said.whatIsNew(release.version)}</h3>
      {release.notes.trim() === '' ? (
        <p className="soft">{said.noNotes}</p>
      ) : (
        <Markdown text={release.notes} onLink={openLink} />
      )}
      {linkProblem}
      {hasCome ? (
        <Button small onPress={() => void call('update:seen', undefined)}>
          {said.seen}
        </Button>
      ) : null}
      {pageUrl === undefined ? null : <Button onPress={() => openLink(pageUrl)}>{said.openPage}</Button>}
    </section>
  );
}

function releaseOf(update: UpdateState): Release | null {
  if (update.tag === 'ready' || update.tag === 'available') return update.release;
  return update.tag === 'current' ? (update.updatedTo ?? null) : null;
}
