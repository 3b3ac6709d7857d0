import nodeNotifier from 'node-notifier';
import type { Notice, NoticeAction } from '../../domain/notification-policy.ts';
import type { SurfaceWords } from '../../../shared/strings/surfaces.ts';
import type { Notifier, NoticeListener } from '../../ports/notifier.ts';

const WAIT_SECONDS = 600;

/**
 * The last resort: small helper programs that node-notifier carries or finds. On Linux (notify-send) it can show but not
 * hear; on macOS and Windows it tells which button was pressed. It cannot take a notice back.
 *
 * @param appId  Windows' AppUserModelID; without it the toast shows the helper's own name
 */
export function createNodeNotifier(tools: {
  readonly platform: NodeJS.Platform;
  readonly appId: string;
  readonly words: () => SurfaceWords;
  readonly onAction: NoticeListener;
  readonly onFailed: () => void;
}): Notifier {
  const canHear = tools.platform !== 'linux';
  const waiting = new Map<string, Notice>();

  function hear(notice: Notice, said: string | undefined): void {
    if (waiting.get(notice.id) !== notice) return;
    const action = actionOfReply(notice, said);
    if (action === null) return;
    waiting.delete(notice.id);
    tools.onAction(notice.id, action);
  }

  return {
    kind: canHear ? 'buttons' : 'plain',
    show(notice) {
      const stands = waiting.has(notice.id);
      waiting.set(notice.id, notice);
      if (stands && notice.silent) return; // no way to replace what stands there, and no reason to add to it
      const { title, hiddenBody } = tools.words().notice;
      const options = {
        // On Linux the helper takes the words as arguments, which every user of this computer can read.
        title: canHear ? notice.title : title.hidden,
        // A body that begins with a dash would be read as an option of the helper.
        message: canHear ? notice.body.replace(/^-/, ' -') || ' ' : hiddenBody,
        ...(canHear && {
          actions: notice.buttons.map(({ label }) => label),
          timeout: WAIT_SECONDS,
          sound: !notice.silent,
          appID: tools.appId,
        }),
      };
      nodeNotifier.notify(options, (error, response, metadata) => {
        if (error !== null && error instanceof Error) tools.onFailed();
        else if (canHear) hear(notice, metadata?.activationValue ?? metadata?.activationType ?? response);
      });
    },
    close(noticeId) {
      waiting.delete(noticeId); // a later click on what still stands there finds nothing
    },
    dispose() {
      waiting.clear();
    },
  };
}

/** @param said  a button's label, or the helper's word for a click on the notice itself; anything else decides nothing */
function actionOfReply(notice: Notice, said: string | undefined): NoticeAction | null {
  const word = said?.trim().toLowerCase();
  if (word === undefined) return null;
  const button = notice.buttons.find(({ label }) => label.toLowerCase() === word);
  if (button !== undefined) return button.key;
  return word === 'activate' || word === 'clicked' || word === 'contentsclicked' ? 'open' : null;
}
