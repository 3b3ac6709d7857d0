import type { ClaudeTest, HookObstacle } from '../../../model/claude-code.ts';

const ignored =
  'Claude Code takes nothing from this file, neither these hooks nor your own settings: it accepts no comments and no comma before a closing bracket. Take them out, and requests come to Gatehouse.';

/** @param port of our gateway; null while it is not listening. */
const obstacleWords = (code: HookObstacle['code'], port: number | null): string => {
  switch (code) {
    case 'hooks-disabled':
      return 'All hooks are switched off here ("disableAllHooks"). Take that line out of the file, and requests come to Gatehouse.';
    case 'managed-only':
      return 'An administrator allows only hooks of their own, so requests cannot come to Gatehouse. Ask whoever looks after this computer.';
    case 'url-not-allowed':
      return port === null
        ? 'A list here says which addresses hooks may use ("allowedHttpHookUrls"), and the one of Gatehouse is not on it. Add it.'
        : `A list here says which addresses hooks may use ("allowedHttpHookUrls"), and the one of Gatehouse is not on it. Add "http://127.0.0.1:${port}/*".`;
    case 'settings-are-linked':
      return 'The settings file is a link into another folder. The hooks hold a secret of this computer: make sure that folder is not shared or published.';
    case 'settings-ignored':
      return ignored;
    case 'proxy-in-settings':
      return 'These settings send Claude Code through a proxy, its hooks too, and the proxy cannot reach Gatehouse. Add "127.0.0.1" to "NO_PROXY" under "env" here.';
    case 'proxy-around':
      return 'Gatehouse was started with a proxy set. Where your terminals have it too, Claude Code sends its hooks to the proxy, which cannot reach Gatehouse. Add "127.0.0.1" to NO_PROXY there, or under "env" in this file.';
  }
};

const testOutcomes: Record<ClaudeTest['outcome'], string> = {
  allowed: 'It works. Claude Code asked, and your Allow reached it.',
  denied: 'It works. Claude Code asked, and your Deny reached it.',
  'not-answered': 'The request was shown, and nobody answered it in time. Try it again, and look for the notification.',
  'not-asked': 'Claude Code ran and did not ask Gatehouse, so its hooks do not work. See above, then try again.',
  'claude-failed': 'Claude Code could not finish the short run, so nothing is known about the hooks.',
};

/** Where no program was found, the request came from Gatehouse itself. */
const gatewayOutcomes: Partial<Record<ClaudeTest['outcome'], string>> = {
  allowed: 'Your Allow went back the way it should. Claude Code itself was not found, so it was not part of this.',
  denied: 'Your Deny went back the way it should. Claude Code itself was not found, so it was not part of this.',
  'not-asked': 'Gatehouse could not reach its own address on this computer. Another program may block it.',
};

export const claudeCodeWords = {
  title: 'Claude Code on this computer',
  version: (version: string): string => `Version ${version}`,
  looking: 'Looking for Claude Code on this computer...',
  notConnected: 'not connected',
  standing: {
    'not-connected': 'not connected',
    connected: 'connected',
    damaged: 'needs repair',
    outdated: 'is being brought up to date',
    unreadable: 'settings cannot be read',
  },
  invitation:
    'Claude Code in your terminals asks there only. Once connected, its requests also come here: as a notification, in the tray and in this window. You can still answer in the terminal.',
  seenOnly: 'Its sessions are seen, but their requests do not come here yet.',
  notFound: 'Claude Code was not found on this computer.',
  notFoundAdvice:
    'See code.claude.com/docs for how to install it. If it is installed in an unusual place, connect it anyway, then name the program under Edit.',
  noVersion: 'Claude Code does not say which version it is.',
  connectedIn: (path: string): string => `What its sessions ask for comes here. The hooks are in ${path}.`,
  leftOver: 'Hooks of an earlier connection are still in the settings file. Connect again, or take them out.',
  damaged: 'Another program changed the hooks of Gatehouse, so some requests do not come here. Affected:',
  outdated: 'The hooks were written for an earlier start of Gatehouse. It brings them up to date by itself.',
  unreadable: "Claude Code's settings file cannot be read, so Gatehouse leaves it alone. Mend it, then look again.",
  obstacles: 'What keeps requests from coming here',
  obstacle: obstacleWords,

  connect: 'Connect Claude Code',
  connectAnyway: 'Connect it anyway',
  repair: 'Repair',
  disconnect: 'Disconnect...',
  edit: 'Edit',
  lookAgain: 'Look again',
  looked: 'Looked again just now.',
  tryIt: 'Try it',
  tryingNow: 'Trying...',
  trying: 'Answer the request that appears now, in the notification or the tray.',
  tryingNote: 'It comes from a short run of Claude Code and waits two minutes at most.',
  tested: (test: ClaudeTest): string =>
    (test.through === 'gateway' ? gatewayOutcomes[test.outcome] : undefined) ?? testOutcomes[test.outcome],
  testDetail: 'Claude Code said:',

  details: 'Details',
  detail: {
    name: 'Name in lists',
    program: 'Program',
    settings: 'Settings file',
    port: 'Address of Gatehouse',
  },
  how: {
    http: 'Claude Code tells Gatehouse itself, on this computer only.',
    command:
      'A small command tells Gatehouse. This version of Claude Code would stop whenever Gatehouse is closed if it did so itself; a newer one does not need the command.',
  },
  address: (port: number): string => `127.0.0.1:${port}`,
  noAddress: 'not listening now',

  change: {
    loading: 'Reading the settings of Claude Code...',
    file: 'File:',
    newFile: 'This file does not exist yet. It will hold just this.',
    unchanged: 'Nothing in the file needs to change.',
    ignored,
    diff: 'The exact change',
    token: 'The secret is masked here. Only you can read it in the file.',
    changed: 'The file changed in the meantime. This is the new change: look at it again.',
    working: 'Writing...',
    errors: {
      unreadable: 'The file cannot be read as settings of Claude Code, so it was left alone.',
      'not-written': 'The file could not be written. Check that it may be changed and that there is space left.',
      'not-saved': 'Gatehouse could not store the connection on disk. Free some space and try again.',
    },
    connect: {
      title: 'Connect Claude Code',
      means: [
        'Gatehouse adds hooks to this file. Claude Code will tell Gatehouse when it wants permission.',
        'Nothing is decided when Gatehouse is closed: Claude Code then asks in its terminal as before.',
        'Sessions that already run take part within seconds. You can disconnect at any time.',
      ],
      yes: 'Connect',
      done: 'Claude Code is connected.',
    },
    repair: {
      title: 'Repair the hooks',
      means: [
        'Gatehouse writes its own hooks again. Everything else in the file stays as it is.',
        'Nothing is decided when Gatehouse is closed: Claude Code then asks in its terminal as before.',
      ],
      yes: 'Repair',
      done: 'The hooks are repaired.',
    },
    disconnect: {
      title: 'Disconnect Claude Code',
      means: [
        'Gatehouse takes its hooks out of this file. Everything else in it stays as it is.',
        'Claude Code then asks in its terminal only, and its sessions leave Gatehouse.',
      ],
      yes: 'Disconnect',
      done: 'Claude Code is disconnected.',
    },
  },

  form: {
    title: (name: string): string => `Edit "${name}"`,
    configDir: "Folder of Claude Code's settings (optional)",
    configDirNote: 'Empty: the usual one.',
    program: 'Program (optional)',
    programNote: 'The full path of claude. Empty: Gatehouse finds it.',
    port: 'Port',
    portNote: 'Claude Code reaches Gatehouse here, on this computer only. If it is taken, the next free one is used.',
    askFolders: 'Ask again in auto mode (optional)',
    askFoldersNote:
      'One folder a line. In auto mode Claude Code decides by itself; in these folders, and below them, it asks you again.',
    errors: {
      configDir: 'Enter a folder of at most 4096 characters.',
      program: 'Enter a path of at most 4096 characters.',
      port: 'Enter a whole number from 1024 to 65535.',
      askInAutoMode: 'Enter at most 100 folders, one a line.',
    },
  },
  removeConfirm: (name: string): string =>
    `Remove "${name}"? Its hooks are taken out of Claude Code's settings, and its sessions leave Gatehouse. They go on in their terminals.`,
} as const;
