import type { windowWords as english } from '../en/window.ts';
import type { Wording } from '../wording.ts';
import { claudeCodeWords } from './window/claude-code.ts';
import { commonWords } from './window/common.ts';
import { connectionWords } from './window/connections.ts';
import { doctorFindingWords } from './window/doctor.ts';
import { doctorPageWords } from './window/doctor-page.ts';
import { frameWords } from './window/frame.ts';
import { guideWords } from './window/guide.ts';
import { happyWords } from './window/happy.ts';
import { inboxWords } from './window/inbox.ts';
import { journalWords } from './window/journal.ts';
import { newSessionWords } from './window/new-session.ts';
import { sessionWords } from './window/session.ts';
import { settingsWords } from './window/settings.ts';
import { sharingWords } from './window/sharing.ts';
import { updateWords } from './window/updates.ts';

export const windowWords: Wording<typeof english> = {
  common: commonWords,
  frame: frameWords,
  inbox: inboxWords,
  session: sessionWords,
  newSession: newSessionWords,
  connections: connectionWords,
  claudeCode: claudeCodeWords,
  happy: happyWords,
  sharing: sharingWords,
  journal: journalWords,
  settings: settingsWords,
  updates: updateWords,
  doctorFindings: doctorFindingWords,
  doctorPage: doctorPageWords,
  guide: guideWords,
};
