import { useState, type ReactNode } from 'react';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { ConnectionView, SessionView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';

interface ShareFormProps {
  readonly session: SessionView;
  /** Accounts to choose from: at least one. */
  readonly accounts: readonly ConnectionView[];
  readonly onShare: (connectionId: ConnectionId, files: boolean) => Promise<boolean>;
  readonly onClose: () => void;
}

/** With which account a session is shared, and whether its files are. Once shared, only the latter is asked. */
export function ShareForm({ session, accounts, onShare, onClose }: ShareFormProps): ReactNode {
  const { sharing, cwd } = session;
  const [accountId, setAccountId] = useState(sharing?.connectionId ?? accounts[0]?.connectionId);
  const [files, setFiles] = useState(sharing?.files ?? false);
  const [isBusy, setBusy] = useState(false);
  const texts = words.sharing;
  const save = async () => {
    if (accountId === undefined) return;
    setBusy(true);
    if (await onShare(accountId, files)) onClose();
    setBusy(false);
  };
  return (
    <div className="panel" role="group" aria-label={sharing === undefined ? texts.title : texts.changeTitle}>
      {sharing === undefined ? <p>{texts.means}</p> : null}
      {sharing === undefined && accounts.length > 1 ? (
        <SelectField
          label={texts.account}
          value={accountId ?? ''}
          options={accounts.map((each) => ({ value: each.connectionId, label: each.name }))}
          onChange={(value) => setAccountId(accounts.find((each) => each.connectionId === value)?.connectionId)}
        />
      ) : null}
      {cwd === undefined ? null : (
        <Choice
          type="checkbox"
          label={<Untrusted text={texts.files(cwd)} />}
          note={texts.filesNote}
          checked={files}
          onChange={setFiles}
        />
      )}
      <div className="row">
        <Button look="accent" onPress={() => void save()} off={isBusy}>
          {isBusy ? texts.sharing : sharing === undefined ? texts.share : texts.changeSave}
        </Button>
        <Button onPress={onClose}>{words.common.cancel}</Button>
      </div>
    </div>
  );
}
