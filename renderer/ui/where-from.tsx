import type { ReactNode } from 'react';
import type { SessionView } from '../../shared/model/app-view.ts';
import { Untrusted } from './visible-text.tsx';

/** Which agent it is and on which computer, where the connection alone does not say it. */
export function WhereFrom({ session }: { readonly session: SessionView }): ReactNode {
  return [session.agent, session.host].map((each, index) =>
    each === undefined ? null : (
      <span key={index}>
        {' · '}
        <Untrusted text={each} />
      </span>
    ),
  );
}
