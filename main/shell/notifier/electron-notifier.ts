import { Notification } from 'electron';
import type { Notice, NoticeAction } from '../../domain/notification-policy.ts';
import type { Notifier, NoticeListener } from '../../ports/notifier.ts';

/** Electron gives notifications buttons on macOS always, on Windows from 42 on. */
export function electronHasButtons(platform: NodeJS.Platform, electronMajor: number): boolean {
  return platform === 'darwin' || (platform === 'win32' && electronMajor >= 42);
}

/**
 * Notifications of macOS and Windows.
 *
 * @param onFailed  the system refused to show one, for example because the app is not signed
 */
export function createElectronNotifier(tools: {
  readonly hasButtons: boolean;
  readonly onAction: NoticeListener;
  readonly onFailed: (notice: Notice) => void;
}): Notifier {
  // Electron forgets the listeners of a notification that nobody refers to.
  const shown = new Map<string, Notification>();

  function act(notice: Notice, notification: Notification, action: NoticeAction): void {
    if (shown.get(notice.id) !== notification) return;
    shown.delete(notice.id);
    notification.close();
    tools.onAction(notice.id, action);
  }

  return {
    kind: tools.hasButtons ? 'buttons' : 'plain',
    show(notice) {
      const before = shown.get(notice.id);
      const notification = new Notification({
        title: notice.title,
        body: notice.body,
        silent: notice.silent,
        actions: tools.hasButtons ? notice.buttons.map(({ label }) => ({ type: 'button', text: label })) : [],
      });
      notification.on('click', () => act(notice, notification, 'open'));
      notification.on('action', (details, index) => {
        // The number moved from the second argument into the first one in Electron 40.
        const button = notice.buttons[details.actionIndex ?? index];
        if (button !== undefined) act(notice, notification, button.key);
      });
      notification.on('failed', () => {
        if (shown.get(notice.id) !== notification) return;
        shown.delete(notice.id);
        tools.onFailed(notice);
      });
      shown.set(notice.id, notification);
      before?.close();
      notification.show();
    },
    close(noticeId) {
      const notification = shown.get(noticeId);
      shown.delete(noticeId);
      notification?.close();
    },
    dispose() {
      for (const notification of shown.values()) notification.close();
      shown.clear();
    },
  };
}
