import { plural } from '../figures.ts';

/** Adding or signing in to an account on a Happy server. */
export const happyWords = {
  add: 'Add Happy account',
  titles: {
    choose: 'Add a Happy account',
    signIn: (name: string): string => `Sign in to "${name}"`,
    link: 'Link with the phone',
    key: 'Type the secret key',
    terminal: 'Use the happy command of this computer',
    create: 'Create a new account',
    confirm: 'Is this your account?',
    confirmNew: 'Your new account',
    done: 'You are in',
  },
  intro:
    'Happy brings agents of other computers here, encrypted from end to end. Gatehouse joins your account as one more device.',
  ways: {
    link: { title: 'Link with the phone', note: 'Scan a code with the Happy app. There is nothing to type.' },
    key: {
      title: 'Type the secret key',
      note: 'The recovery key of the account, from the app or from your own notes.',
    },
    terminal: {
      title: 'Use the happy command of this computer',
      note: 'Only if it was paired in the way that lets it read all sessions. Gatehouse looks first.',
    },
    create: { title: 'Create a new account', note: 'It needs no name and no e-mail address. The key is the account.' },
  },
  server: 'Server',
  serverAddress: 'Address of the server',
  serverNote:
    'The public server of the Happy project, unless you run your own. Plain http only for this computer itself.',
  serverError:
    'Enter an address that starts with https://, without user name or password. http is for this computer only.',

  link: {
    steps: ['Open Happy on your phone.', 'Go to Settings, Account, Link New Device.', 'Scan this code.'],
    qr: 'QR code that links this computer to your account',
    making: 'Making a code...',
    waiting: 'Waiting for the phone.',
    /** @param left such as `1:54` */
    left: (left: string): string => `Good for ${left}`,
    text: 'Or open this link on a device of the account',
    copy: 'Copy',
    copied: 'Copied.',
    notCopied: 'It could not be copied. It is selected now: copy it by keyboard.',
    again: 'New code',
    over: 'No code',
  },
  key: {
    label: 'Secret key',
    note: 'In any of its forms, with or without dashes. In Happy it is under Settings, Account. It goes to the part of Gatehouse that keeps it and is never shown again.',
    read: 'Continue',
    reading: 'Looking at the account...',
    missing: 'Enter the secret key.',
  },
  terminal: {
    looking: 'Looking for the happy command...',
    none: 'The happy command was not found on this computer, or it is not signed in.',
    readable: 'Its key can read every session. Gatehouse reads it where it is and never changes or copies it.',
    notEnough:
      'The happy command here was paired in the newer way: it can write its own sessions but not read those of other computers. Link with the phone instead; the happy command keeps working.',
    folder: 'Folder',
    join: 'Join with this key',
    linkInstead: 'Link with the phone instead',
    lookAgain: 'Look again',
  },
  create: {
    means: [
      'Gatehouse makes a new secret key, and the server an empty account for it.',
      'The key is the account: who has it can read and steer everything in it, and without it nothing can be read again.',
      'You keep a copy of the key in the next step. With it the phone and other computers join.',
    ],
    yes: 'Create the account',
    working: 'Creating...',
  },

  fingerprint: 'Fingerprint',
  fingerprintNote: 'The same wherever Gatehouse is in this account, and different in every other one.',
  computers: (count: number): string => plural(count, 'computer', 'computers'),
  sees: 'In this account',
  nothingYet: 'nothing yet',
  emptyTyped:
    'This account is empty. If you expected sessions, the key was mistyped: a mistyped key makes a new, empty account. Go back and compare it letter by letter.',
  emptyLinked: 'This account has no session and no computer yet. They appear here as soon as there is one.',
  otherAccount: (fingerprint: string): string =>
    `This is another account than before. The connection was signed in to the one with the fingerprint ${fingerprint}.`,
  nameNote: 'Shown beside each of its sessions.',
  join: 'Join',
  joining: 'Joining...',
  done: 'Done',
  kept: {
    keychain: 'Gatehouse is a device of this account now. The key is in the keychain of this computer, nowhere else.',
    memory:
      'Gatehouse is a device of this account now. This computer has no safe keychain, so the key is kept in memory only: after a restart you sign in again.',
    there: 'Gatehouse is a device of this account now. It reads the key of the happy command where it is.',
  },

  keep: {
    heading: 'Keep the recovery key now',
    why: 'It exists only here. If this computer is lost and nobody has the key, nothing of the account can be read again.',
    care: 'Whoever has the key can read every session of the account and run commands on its computers. Keep it where you keep passwords.',
    copy: 'Copy the key',
    file: 'Save to a file...',
    copied: 'The key is in the clipboard. Put it into your password manager now.',
    saved: 'The key is saved in the file. Only you can read it there.',
    check: 'I have kept it',
    checkFirst: 'Copy it or save it first.',
    checkMissing: 'First keep the key and say so.',
    open: 'Keep recovery key...',
  },

  signOut: 'Sign out...',
  signOutConfirm: (name: string): string =>
    `Sign out of "${name}"? The key is deleted from this computer, and its sessions leave Gatehouse. Make sure that you have the recovery key, or another device of the account. The connection stays, and you can sign in again.`,
  signOutYes: 'Yes, sign out',
  signedOut: 'Signed out. The key is deleted from this computer.',
  removeConfirm: (name: string): string =>
    `Remove "${name}"? Its key is deleted from this computer and its sessions leave Gatehouse. Nothing is changed in the account: make sure that you have the recovery key, or another device of it.`,
  folderOfHappy: 'Folder of the happy command',
  folderError: 'Enter the folder of the happy command, such as ~/.happy.',
} as const;
