import type { ConnectionId } from '../../../shared/ids.ts';
import type { CallArgument, CallErrorCode } from '../../../shared/ipc/types.ts';
import type { PastSession } from '../../../shared/model/claude-code.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { words } from '../../../shared/strings/window.ts';
import { createCell } from '../../store/cell.ts';

/** Modes that can be chosen for a new session: not the one that asks nothing at all. */
export const START_MODES = ['default', 'acceptEdits', 'plan', 'auto', 'dontAsk'] as const;

/** What the form holds while it is filled in. */
export interface StartDraft {
  readonly kind: 'fresh' | 'past';
  readonly folder: string;
  readonly past: PastSession | undefined;
  readonly prompt: string;
  readonly model: string;
  readonly mode: (typeof START_MODES)[number];
}

/** `form` is what belongs to no field. */
export type StartErrors = Readonly<Partial<Record<'folder' | 'past' | 'form', string>>>;

const EMPTY: StartDraft = { kind: 'fresh', folder: '', past: undefined, prompt: '', model: '', mode: 'default' };

/** Outlives the dialog: a prompt that was typed is there again after Escape. */
export const startDraftCell = createCell<StartDraft>(EMPTY);

/** What was started is done with: the next form begins empty. */
export function forgetStarted(): void {
  startDraftCell.set(EMPTY);
}

/** A conversation belongs to the connection it was listed by. */
export function forgetPast(): void {
  startDraftCell.set({ ...startDraftCell.get(), past: undefined });
}

export function checkStart(
  draft: StartDraft,
  connectionId: ConnectionId,
): Result<CallArgument<'session:start'>, StartErrors> {
  const isPast = draft.kind === 'past';
  if (isPast && draft.past === undefined) return err({ past: words.newSession.errors.pastMissing });
  const folder = (isPast ? draft.past?.folder : draft.folder)?.trim() ?? '';
  if (folder === '') return err({ folder: words.newSession.errors.folderMissing });
  const model = draft.model.trim();
  return ok({
    connectionId,
    folder,
    prompt: draft.prompt.trim(),
    ...(model === '' || model === 'default' ? {} : { model }),
    mode: draft.mode,
    ...(isPast && draft.past !== undefined ? { resume: draft.past.sessionId } : {}),
  });
}

/**
 * Puts what main answered beside the field it is about.
 *
 * @param detail  the program's own last lines, where it said any; else the code again
 */
export function startErrors(
  code: CallErrorCode<'session:start'>,
  draft: StartDraft,
  detail: string = code,
): StartErrors {
  const said = words.newSession.errors;
  switch (code) {
    case 'no-such-folder':
      return draft.kind === 'past'
        ? { past: said.pastFolderGone(draft.past?.folder ?? '') }
        : { folder: said.folderGone };
    case 'no-such-session':
      return { past: said.pastGone };
    case 'runs-elsewhere':
      return { past: said['runs-elsewhere'] };
    case 'not-started':
      return { form: detail === code || detail === '' ? said['not-started'] : said.notStartedBecause(detail) };
    case 'no-program':
    case 'not-supported':
    case 'no-such-connection':
      return { form: said[code] };
    default:
      return { form: words.common.callError(code) };
  }
}
