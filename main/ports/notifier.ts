import type { Notice, NoticeAction } from '../domain/notification-policy.ts';

/** Native notifications, however this system does them. A notice without an answer decides nothing. */
export interface Notifier {
  readonly kind: 'buttons' | 'plain' | 'none';
  /** Shows a notice, or replaces the one with the same id. Each time it rings unless the notice is silent. */
  show(notice: Notice): void;
  /** Takes it back; harmless for an unknown id. */
  close(noticeId: string): void;
  dispose(): void;
}

/** Each notice may report one action, once. */
export type NoticeListener = (noticeId: string, action: NoticeAction) => void;
