import type { ReactNode } from 'react';
import type { NotificationSettings } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { Choice } from '../../ui/choice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { PauseRow } from './pause-row.tsx';
import { SettingsPart } from './settings-part.tsx';
import { SoundRow } from './sound-row.tsx';
import { SystemQuietRow } from './system-quiet-row.tsx';

interface NotificationPartProps {
  readonly settings: NotificationSettings;
  readonly isManaged: (name: keyof NotificationSettings) => boolean;
  readonly onChange: (settings: NotificationSettings) => void;
  readonly onPause: (untilMs: number | null) => void;
}

const switches = ['enabled', 'buttons', 'hideContent', 'hideContentWhenLocked'] as const;
const others = ['followSystemQuiet', 'sound', 'soundInQuietHours', 'quietHours'] as const;

export function NotificationPart({ settings, isManaged, onChange, onPause }: NotificationPartProps): ReactNode {
  const { quietHours } = settings;
  const quietFixed = isManaged('quietHours');
  const setQuiet = (part: Partial<typeof quietHours>) =>
    onChange({ ...settings, quietHours: { ...quietHours, ...part } });
  return (
    <SettingsPart title={words.settings.notifications} managed={switches.some(isManaged) || others.some(isManaged)}>
      {switches.map((name) => (
        <Choice
          key={name}
          type="checkbox"
          {...words.settings.switches[name]}
          checked={settings[name]}
          disabled={isManaged(name)}
          onChange={(checked) => onChange({ ...settings, [name]: checked })}
        />
      ))}
      <SystemQuietRow
        checked={settings.followSystemQuiet}
        disabled={isManaged('followSystemQuiet')}
        onChange={(followSystemQuiet) => onChange({ ...settings, followSystemQuiet })}
      />
      <Choice
        type="checkbox"
        label={words.settings.quietHours}
        note={words.settings.quietHoursNote}
        checked={quietHours.enabled}
        disabled={quietFixed}
        onChange={(enabled) => setQuiet({ enabled })}
      />
      {quietHours.enabled ? (
        <div className="row quiet-times">
          {(['from', 'to'] as const).map((end) => (
            <TextField
              key={end}
              label={words.settings[end]}
              type="time"
              value={quietHours[end]}
              disabled={quietFixed}
              // The time box says the empty text while a time is half typed.
              onChange={(time) => time !== '' && setQuiet({ [end]: time })}
            />
          ))}
        </div>
      ) : null}
      <SoundRow settings={settings} isManaged={isManaged} onChange={onChange} />
      <PauseRow onPause={onPause} />
    </SettingsPart>
  );
}
