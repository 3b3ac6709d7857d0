import type { ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { go } from '../../store/place.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Failure } from '../../ui/failure.tsx';
import { About } from './about.tsx';
import { LookPart } from './look-part.tsx';
import { NotificationPart } from './notification-part.tsx';
import { SettingsPart } from './settings-part.tsx';
import { ShortcutPart } from './shortcut-part.tsx';
import { UpdatePart } from './update-part.tsx';
import { useSettings } from './use-settings.ts';

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
      <Failure text={problem} />
      <LookPart theme={settings.theme} language={settings.language} managed={managed} onChange={change} />
      <NotificationPart
        settings={settings.notifications}
        isManaged={(name) => managed.includes(`notifications.${name}`)}
        onChange={(notifications) => change({ notifications })}
        onPause={pause}
      />
      <ShortcutPart isManaged={managed.includes('shortcut')} />
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
      <UpdatePart
        settings={settings.updates}
        managed={managed.includes('updates')}
        onChange={(updates) => change({ updates })}
      />
      <div className="card">
        <h2>{words.doctorPage.link}</h2>
        <p className="soft">{words.doctorPage.linkNote}</p>
        <div className="row">
          <Button onPress={() => go({ tag: 'doctor' })}>{words.doctorPage.link}</Button>
          <Button onPress={() => go({ tag: 'guide' })}>{words.guide.openLong}</Button>
        </div>
      </div>
      <About />
    </section>
  );
}
