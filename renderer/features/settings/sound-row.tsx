import type { ReactNode } from 'react';
import type { NotificationSettings } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { useApp } from '../../store/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';

interface SoundRowProps {
  readonly settings: NotificationSettings;
  readonly isManaged: (name: keyof NotificationSettings) => boolean;
  readonly onChange: (settings: NotificationSettings) => void;
}

/** Whether asks make a sound, and what it sounds like. */
export function SoundRow({ settings, isManaged, onChange }: SoundRowProps): ReactNode {
  const platform = useApp((view) => view.surfaces.platform);
  const { sound } = words.settings;
  const usesSystemSound = platform === 'darwin' || platform === 'win32';
  return (
    <>
      <div className="row sound-row">
        <Choice
          type="checkbox"
          label={sound.label}
          note={usesSystemSound ? sound.systemNote : sound.note}
          checked={settings.sound}
          disabled={isManaged('sound')}
          onChange={(on) => onChange({ ...settings, sound: on })}
        />
        <Button small onPress={() => void call('sound:play', undefined)}>
          {sound.play}
        </Button>
      </div>
      {settings.sound && settings.quietHours.enabled ? (
        <Choice
          type="checkbox"
          label={sound.inQuietHours}
          note={sound.inQuietHoursNote}
          checked={settings.soundInQuietHours}
          disabled={isManaged('soundInQuietHours')}
          onChange={(on) => onChange({ ...settings, soundInQuietHours: on })}
        />
      ) : null}
    </>
  );
}
