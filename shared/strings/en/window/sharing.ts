import type { ShareState, SharingView, Unshared } from '../../../model/sharing.ts';
import { plural } from '../figures.ts';
import { commonWords } from './common.ts';

const failures: Record<Extract<ShareState, { tag: 'failed' }>['why'], string> = {
  'sign-in-needed': 'Sharing stopped: the account is signed out. Sign in under Connections, then share again.',
  refused: 'Sharing stopped: the server refused the session.',
  conflict: 'Sharing stopped: something else writes the same session there and does not give way.',
  'deleted-there': 'Sharing stopped: the session was deleted on another device.',
};

const messages = (count: number): string => plural(count, 'message', 'messages');

/** @param inTime turns an epoch time into words such as `in 4 s`. */
function stateWords({ state, unsent, refused }: SharingView, inTime: (atMs: number) => string): string {
  switch (state.tag) {
    case 'connecting':
      return unsent === 0 ? 'connecting' : `connecting; ${messages(unsent)} to go`;
    case 'live':
      return [
        'live',
        ...(unsent > refused ? [`${messages(unsent - refused)} on the way`] : []),
        ...(refused > 0 ? [`the server does not take ${messages(refused)}, tried again at the next start`] : []),
      ].join('; ');
    case 'waiting': {
      const kept = unsent === 0 ? 'nothing is lost' : `${messages(unsent)} kept until then`;
      return `waits, because ${commonWords.cause(state.cause)}; tries again ${inTime(state.retryAtMs)}, ${kept}`;
    }
    case 'paused':
      return unsent === 0
        ? 'paused: its connection is off'
        : `paused: its connection is off; ${messages(unsent)} kept until it is on again`;
    case 'ending':
      return unsent === 0
        ? 'The session has ended. Your other devices are told as soon as the server is reached.'
        : `The session has ended. As soon as the server is reached, this still goes to your other devices: ${messages(unsent)}.`;
    case 'failed':
      return unsent === 0 ? failures[state.why] : `${failures[state.why]} ${messages(unsent)} not delivered.`;
  }
}

const marks: Record<ShareState['tag'], string> = {
  connecting: 'shared, connecting',
  live: 'shared with other devices',
  waiting: 'shared, waiting for the server',
  paused: 'shared, but its connection is off',
  ending: 'ended, which your other devices are still to be told',
  failed: 'no longer shared',
};

/** Sessions of this computer on the phone. */
export const sharingWords = {
  open: 'Share with your phone...',
  title: 'Share with your phone',
  means:
    'The session appears in Happy on your other devices, encrypted from end to end. What it asks can be answered there too; the first answer counts.',
  account: 'Account',
  /** @param folder the session's own */
  files: (folder: string): string => `Let them read and write files in ${folder}`,
  filesNote:
    'Off: the other devices see the conversation and what is asked, not your files. On: they may open and change files in this folder and below it, without asking.',
  share: 'Share',
  sharing: 'Sharing...',
  with: (name: string): string => `Shared with "${name}"`,
  state: stateWords,
  leftOut: (count: number): string =>
    `Too much waited for the server: ${messages(count)} from before will be missing on your other devices. Here nothing is missing, and requests are not affected.`,
  mark: (state: ShareState): string => marks[state.tag],
  filesOn: (folder: string): string => `Other devices may read and write files in ${folder}.`,
  filesOff: 'Other devices cannot reach its files.',
  change: 'File access...',
  changeTitle: 'File access of other devices',
  changeSave: 'Save',
  again: 'Share again',
  stop: 'Stop sharing',
  /** Once it failed: there is nothing to stop, only what was left over. */
  dismiss: 'Dismiss',
  dismissWaiting: (count: number): string => `${messages(count)} did not arrive on your other devices. Drop them?`,
  dismissYes: 'Yes, drop them',
  stopConfirm: 'Stop sharing? The session ends on your other devices and goes on here.',
  stopWaiting: (count: number): string =>
    `${messages(count)} ${count === 1 ? 'has' : 'have'} not arrived there yet. Gatehouse tries once more, then ${count === 1 ? 'it is' : 'they are'} dropped.`,
  stopYes: 'Yes, stop sharing',
  stopping: 'No longer shared. Your other devices are being told...',
  stopped: ({ remaining, told }: Unshared): string =>
    [
      'No longer shared.',
      ...(remaining > 0 ? [`${messages(remaining)} could not be delivered before.`] : []),
      ...(remaining === 0 && told ? ['Everything was delivered before.'] : []),
      ...(told ? [] : ['Your other devices are told as soon as the server is reached.']),
    ].join(' '),
  toConnections: 'Open Connections',
} as const;
