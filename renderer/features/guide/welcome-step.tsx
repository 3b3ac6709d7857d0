import type { ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { WelcomePicture } from './welcome-picture.tsx';

export function WelcomeStep(): ReactNode {
  const said = words.guide.welcome;
  return (
    <>
      <p className="guide-lead">{said.lead}</p>
      <figure className="guide-figure">
        <WelcomePicture label={said.picture} />
        <figcaption className="guide-captions" aria-hidden="true">
          {said.captions.map((caption) => (
            <span key={caption}>{caption}</span>
          ))}
        </figcaption>
      </figure>
      <ul className="guide-points">
        {said.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <p className="soft">{said.minutes}</p>
    </>
  );
}
