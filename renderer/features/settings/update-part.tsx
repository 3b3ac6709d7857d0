import type { ReactNode } from 'react';
import type { Settings } from '../../../shared/model/settings.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Failure } from '../../ui/failure.tsx';
import { SettingsPart } from './settings-part.tsx';
import { UpdateNews } from './update-news.tsx';
import { UpdateStanding } from './update-standing.tsx';
import { useUpdate } from './use-update.ts';

interface UpdatePartProps {
  readonly settings: Settings['updates'];
  readonly managed: boolean;
  readonly onChange: (settings: Settings['updates']) => void;
}

/** How this version stands to the newest one, and what may be done about it. */
export function UpdatePart({ settings, managed, onChange }: UpdatePartProps): ReactNode {
  const update = useApp((view) => view.update);
  const { problem, check, install } = useUpdate();
  const said = words.updates;
  const looks = update.tag !== 'off' || update.why === 'switched-off';
  const mayCheck = looks && !['checking', 'downloading', 'installing'].includes(update.tag);
  const isHeld = update.tag === 'ready' && update.waitsFor !== 'person';
  return (
    <SettingsPart title={said.heading} managed={managed}>
      <UpdateStanding update={update} />
      <UpdateNews update={update} />
      {looks ? (
        <div className="row">
          {update.tag === 'ready' ? (
            <Button
              look="primary"
              off={isHeld}
              why={update.waitsFor === 'person' ? undefined : said.waits(update.waitsFor)}
              onPress={install}
            >
              {said.install}
            </Button>
          ) : null}
          <Button off={!mayCheck} onPress={check}>
            {said.check}
          </Button>
        </div>
      ) : null}
      <Failure text={problem} />
      {looks ? (
        <Choice
          type="checkbox"
          label={said.automatic.label}
          note={said.automatic.note}
          checked={settings.automatic}
          disabled={managed}
          onChange={(automatic) => onChange({ ...settings, automatic })}
        />
      ) : null}
    </SettingsPart>
  );
}
