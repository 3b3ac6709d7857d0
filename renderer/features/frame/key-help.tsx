import type { ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export function KeyHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <Dialog title={words.frame.keysTitle} onClose={onClose}>
      <dl className="key-list">
        {words.frame.keys.map((each) => (
          <div key={each.keys}>
            <dt>
              <kbd>{each.keys}</kbd>
            </dt>
            <dd>{each.does}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">{words.frame.keysNote}</p>
      <div className="row">
        <Button onPress={onClose}>{words.common.close}</Button>
      </div>
    </Dialog>
  );
}
