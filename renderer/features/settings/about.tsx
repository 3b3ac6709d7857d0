import type { ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';

/** As people know them. */
const systemNames: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

/** Facts a person needs when something does not show: version, and what this computer can do. */
export function About(): ReactNode {
  const surfaces = useApp((view) => view.surfaces);
  const problems = useApp((view) => view.problems);
  const said = words.settings;
  const facts = [
    [said.version, surfaces.version],
    [said.platform, systemNames[surfaces.platform] ?? surfaces.platform],
    [said.notificationFact, said.notificationFacts[surfaces.notifications]],
    [said.trayFact, surfaces.tray ? said.trayFacts.there : said.trayFacts.missing],
    [said.keychainFact, surfaces.keychain ? said.keychainFacts.there : said.keychainFacts.missing],
    [
      said.problemCount,
      problems.length === 0 ? said.noProblems : problems.map((each) => words.frame.problemTitle(each.code)).join('; '),
    ],
  ] as const;
  return (
    <div className="card">
      <h2>{said.about}</h2>
      <dl className="fact-table">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
