import type { ReactNode } from 'react';
import type { CallArgument } from '../../../shared/ipc/types.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { LANGUAGES } from '../../../shared/strings/language.ts';
import { words } from '../../../shared/strings/window.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { SettingsPart } from './settings-part.tsx';

interface LookPartProps extends Pick<Settings, 'theme' | 'language'> {
  readonly managed: readonly string[];
  readonly onChange: (change: CallArgument<'settings:change'>) => void;
}

const themes = ['system', 'light', 'dark'] as const;
const languages = ['system', ...LANGUAGES] as const;

export function LookPart({ theme, language, managed, onChange }: LookPartProps): ReactNode {
  const said = words.settings;
  return (
    <SettingsPart title={said.look} managed={managed.includes('theme') || managed.includes('language')}>
      <SelectField
        label={said.theme}
        value={theme}
        options={themes.map((value) => ({ value, label: said.themes[value] }))}
        disabled={managed.includes('theme')}
        onChange={(value) => {
          const chosen = themes.find((each) => each === value);
          if (chosen !== undefined) onChange({ theme: chosen });
        }}
      />
      <SelectField
        id="language"
        label={said.language}
        value={language}
        options={languages.map((value) => ({ value, label: said.languages[value] }))}
        disabled={managed.includes('language')}
        onChange={(value) => {
          const chosen = languages.find((each) => each === value);
          if (chosen !== undefined) onChange({ language: chosen });
        }}
      />
    </SettingsPart>
  );
}
