import type { ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { Choice } from '../../ui/choice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { About } from './about.tsx';
import { NotificationPart } from './notification-part.tsx';
import { SettingsPart } from './settings-part.tsx';
import { useSettings } from './use-settings.ts';

const themes = ['system', 'light', 'dark'] as const;

export function Settings(): ReactNode {
  const settings = useApp((view) => view.settings);
  const managed = useApp((view) => view.managed);
  const { problem, change, pause } = useSettings();
  const said = words.settings;
  return (
    <section className="page" aria-label={said.region}>
      <header className="page-head">
        <h1>{said.heading}</h1>
      </header>
      {problem === undefined ? null : (
        <p className="said-error" role="alert">
          {problem}
        </p>
      )}
      <SettingsPart title={said.look} managed={managed.includes('theme')}>
        <SelectField
          label={said.theme}
          value={settings.theme}
          options={themes.map((theme) => ({ value: theme, label: said.themes[theme] }))}
          disabled={managed.includes('theme')}
          onChange={(value) => {
            const theme = themes.find((each) => each === value);
            if (theme !== undefined) change({ theme });
          }}
        />
      </SettingsPart>
      <NotificationPart
        settings={settings.notifications}
        isManaged={(name) => managed.includes(`notifications.${name}`)}
        onChange={(notifications) => change({ notifications })}
        onPause={pause}
      />
      <SettingsPart title={said.computer} managed={managed.includes('startAtLogin') || managed.includes('practice')}>
        <Choice
          type="checkbox"
          label={said.startAtLogin}
          checked={settings.startAtLogin}
          disabled={managed.includes('startAtLogin')}
          onChange={(startAtLogin) => change({ startAtLogin })}
        />
        <Choice
          type="checkbox"
          label={said.practice}
          note={said.practiceNote}
          checked={settings.practice}
          disabled={managed.includes('practice')}
          onChange={(practice) => change({ practice })}
        />
      </SettingsPart>
      <About />
    </section>
  );
}
