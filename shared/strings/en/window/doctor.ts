import type { DoctorWords } from '../../doctor-sentence.ts';
import { doctorConnections } from './doctor-connections.ts';
import { doctorSurfaces } from './doctor-surfaces.ts';

const again = 'Connect it again under Connections.';
const askAdministrator = 'Ask whoever looks after this computer.';
const getAnew = 'Nothing was installed. If it stays so, fetch Gatehouse anew from where you got it.';

/** What the Doctor says: one entry per finding (shared/model/doctor-findings.ts). */
export const doctorFindingWords: DoctorWords = {
  checks: {
    runtime: 'Program',
    sandbox: 'Sandbox',
    install: 'Installation',
    notifications: 'Notifications',
    'do-not-disturb': 'Do not disturb',
    tray: 'Tray',
    keychain: 'Keychain',
    connections: 'Connections',
    hooks: 'Hooks',
    'claude-code': 'Claude Code',
    disk: 'Disk',
    clock: 'Clock',
    config: 'Configuration',
    updates: 'Updates',
    shortcut: 'Shortcut',
  },
  states: { good: 'Good', notice: 'Worth knowing', bad: 'Needs attention', unknown: 'Not known' },
  fixes: {
    'system-notifications': 'Open notification settings',
    'system-do-not-disturb': 'Open do-not-disturb settings',
    'tray-extension': 'Show the extension',
    'keychain-help': 'Open the keyring',
    connections: 'Go to Connections',
    settings: 'Go to Settings',
    'claude-code': 'Go to Connections',
    'profile-folder': 'Show the folder',
    'system-clock': 'Open date and time',
  },
  findings: {
    ...doctorSurfaces,
    ...doctorConnections,
    runtime: {
      known: { says: 'Gatehouse {version} on {system}, with Electron {electron}, Chromium {chromium}, Node {node}.' },
      'went-wrong': {
        says: 'Something went wrong inside Gatehouse since it started.',
        todo: 'Save the diagnostics and send them to the makers. A restart may help until then.',
      },
    },
    sandbox: {
      on: { says: 'The window runs in its sandbox.' },
      off: {
        says: 'The window runs without its sandbox, because Gatehouse was started with --no-sandbox.',
        todo: 'Start it without this switch, and not as root.',
      },
      'not-told': { says: 'Whether the window runs in its sandbox cannot be found out here.' },
    },
    install: {
      deb: { says: 'Installed as a Debian package.' },
      rpm: { says: 'Installed as an RPM package.' },
      appimage: { says: 'Runs as an AppImage.' },
      archive: { says: 'Runs from an unpacked archive.' },
      installer: { says: 'Installed with its installer.' },
      source: { says: 'Runs from its source code.' },
      flatpak: {
        says: 'Gatehouse is fenced in by Flatpak: Claude Code, the keyring or the tray may be out of its reach.',
        todo: 'Install the deb, rpm or AppImage package instead.',
      },
      snap: {
        says: 'Gatehouse is fenced in by Snap: Claude Code, the keyring or the tray may be out of its reach.',
        todo: 'Install the deb, rpm or AppImage package instead.',
      },
    },
    keychain: {
      encrypts: { says: 'Typed tokens are encrypted by the keychain of the system ({backend}).' },
      absent: {
        says: 'No keyring runs on this desktop, so typed tokens stay in memory and are gone after a restart.',
        todo: 'Install gnome-keyring or KWallet, sign in to the desktop again, then start Gatehouse.',
      },
      locked: {
        says: 'The keyring is locked, so typed tokens stay in memory and are gone after a restart.',
        todo: 'Unlock it with your password, then start Gatehouse again.',
      },
      'not-used': {
        says: 'A keyring runs, but it is not used on this desktop. Typed tokens stay in memory and are gone after a restart.',
        todo: 'Start Gatehouse with --password-store=gnome-libsecret.',
      },
      'basic-text': {
        says: 'What stands in for a keyring here (basic_text) only hides tokens and does not protect them, so Gatehouse does not use it. Typed tokens stay in memory and are gone after a restart.',
        todo: 'Install gnome-keyring or KWallet, sign in to the desktop again, then start Gatehouse.',
      },
      'no-bus': {
        says: 'There is no session bus, so no keyring can be reached. Typed tokens stay in memory and are gone after a restart.',
        todo: 'Start Gatehouse from the desktop, not from a service or another user’s terminal.',
      },
      'not-told': { says: 'Whether a keychain encrypts typed tokens cannot be found out here.' },
    },
    hooks: {
      connected: { says: 'The hooks of Gatehouse are in the settings of Claude Code.' },
      resting: { says: 'The hooks are taken out while Gatehouse is closed. Its next start puts them back.' },
      'not-connected': {
        says: 'Claude Code on this computer is not connected, so its requests do not come here.',
        todo: 'Connect it under Connections.',
      },
      'no-gateway': {
        says: 'The hooks are there, but Gatehouse does not listen for them.',
        todo: 'Switch the connection to this computer on, under Connections.',
      },
      damaged: { says: 'Somebody changed the hooks of Gatehouse, or took some out ({count}).', todo: again },
      outdated: { says: 'The hooks were written by an earlier run or version.', todo: again },
      unreadable: {
        says: 'The settings of Claude Code cannot be read ({place}), so they were left alone.',
        todo: 'Mend that place in its settings file, then look again.',
      },
      'hooks-disabled': {
        says: 'The settings of Claude Code switch all hooks off (disableAllHooks).',
        todo: 'Take that line out of the settings file.',
      },
      'managed-only': { says: 'An administrator allows only their own hooks in Claude Code.', todo: askAdministrator },
      'url-not-allowed': {
        says: 'The settings of Claude Code list the addresses that hooks may use, and the one of Gatehouse is not among them.',
        todo: 'Add http://127.0.0.1 to allowedHttpHookUrls, or ask whoever looks after this computer.',
      },
      'settings-are-linked': {
        says: 'The settings file of Claude Code is a link into another folder, where the token of the hooks may be copied or published.',
        todo: 'Keep that folder private, or put the settings file itself into its place.',
      },
      'settings-ignored': {
        says: 'Claude Code takes nothing of its settings file because of a comment or a trailing comma.',
        todo: 'Take it out of the file.',
      },
      'proxy-in-settings': {
        says: 'The settings of Claude Code send its hooks to a proxy.',
        todo: 'Add 127.0.0.1 to NO_PROXY there.',
      },
      'proxy-around': {
        says: 'The environment sends what Claude Code posts to a proxy, perhaps its hooks, too.',
        todo: 'Add 127.0.0.1 to NO_PROXY where the proxy is set.',
      },
      'not-told': { says: 'The settings of Claude Code have not been looked at.' },
    },
    'claude-code': {
      found: { says: 'Claude Code {version} is installed.' },
      'found-older': {
        says: 'Claude Code {version} is installed. Its hooks run a small command, as versions of its age need.',
        todo: 'A newer version is faster and needs no command.',
      },
      'not-found': {
        says: 'Claude Code was not found on this computer. Remote sessions work without it.',
        todo: 'If it is installed, name its program in the connection to this computer.',
      },
      unreadable: {
        says: 'Claude Code is there, but does not say which version it is.',
        todo: 'Run “claude --version” in a terminal to see what it says.',
      },
      'not-told': { says: 'Claude Code has not been looked for.' },
    },
    disk: {
      enough: { says: 'Answers and settings can be stored ({freeGb} GB free).' },
      little: { says: 'There is little room left for answers and settings ({freeMb} MB).', todo: 'Free some space.' },
      full: {
        says: 'The disk is full ({freeMb} MB free). Answers cannot be stored, and none leaves before it is stored.',
        todo: 'Free some space.',
      },
      'read-only': {
        says: 'The folder of Gatehouse cannot be written to. Answers cannot be stored, and none leaves before it is stored.',
        todo: 'Give yourself the right to write to it, or start Gatehouse with another --user-data-dir.',
      },
      'not-stored': {
        says: 'Something could not be stored or read.',
        todo: 'Look at the room on the disk and at the rights of the folder, then start Gatehouse again.',
      },
      'records-cut': {
        says: 'The end of a file was damaged, as after a power cut. It was left out; the rest is there.',
        todo: 'Look into the journal: the last entry may be missing.',
      },
      'not-told': { says: 'How much room there is cannot be found out here.' },
    },
    clock: {
      right: { says: 'The clock agrees with the services.' },
      ahead: {
        says: 'The clock of this computer is {minutes} min ahead of the services.',
        todo: 'Let the system set the time by itself.',
      },
      behind: {
        says: 'The clock of this computer is {minutes} min behind the services.',
        todo: 'Let the system set the time by itself.',
      },
      wrong: {
        says: 'The clock of this computer is wrong by {minutes} min. Sign-ins and secure connections fail over this.',
        todo: 'Let the system set the time by itself.',
      },
      'not-told': { says: 'No service has told the time yet.' },
    },
    config: {
      none: { says: 'There is no managed configuration.' },
      used: { says: 'A managed configuration is in force; it fixes {count} settings.' },
      unreadable: {
        says: 'The managed configuration cannot be read: {expected}.',
        todo: 'Look at the path that was given with --config or GATEHOUSE_CONFIG. Gatehouse works without it.',
      },
      invalid: {
        says: 'A mistake in the managed configuration: {place}: {expected}.',
        todo: 'Mend that place; everything else in the file is used.',
      },
      'given-twice': {
        says: 'The managed configuration was given more than once. Only the last one counts.',
        todo: 'Give it once.',
      },
      'newer-version': {
        says: 'The managed configuration was made for a newer Gatehouse, so it is not used.',
        todo: 'Update Gatehouse.',
      },
      'settings-set-aside': {
        says: 'Your settings could not be read. They were set aside, and Gatehouse began anew.',
        todo: 'The old file is beside the new one.',
      },
      'open-to-others': {
        says: 'The managed configuration holds a secret, and other users of this computer may read it.',
        todo: 'Give the file mode 600.',
      },
    },
    updates: {
      current: { says: 'This is the newest version.' },
      checking: { says: 'Gatehouse is looking for a new version.' },
      downloading: { says: 'Version {version} is being fetched.' },
      ready: { says: 'Version {version} is ready to install.', todo: 'Install it under Settings.' },
      available: { says: 'Version {version} is there.', todo: 'Fetch it from where you got this one.' },
      installing: { says: 'Version {version} is being installed.' },
      'not-packaged': { says: 'Gatehouse runs from its source code and does not update itself.' },
      'by-package-manager': { says: 'New versions come with those of the system.' },
      'no-channel': { says: 'This build names no place for new versions.' },
      'switched-off': { says: 'Looking for new versions is switched off.', todo: 'Switch it on under Settings.' },
      managed: { says: 'Whoever looks after this computer brings new versions.' },
      unreachable: { says: 'The place of new versions could not be reached.', todo: 'Look again later.' },
      'not-readable': { says: 'What the place of new versions said could not be read.', todo: getAnew },
      'not-signed': { says: 'A new version was refused: it is not signed by the makers.', todo: getAnew },
      'wrong-signature': {
        says: 'A new version was refused: its signature is not the one of the makers.',
        todo: getAnew,
      },
      expired: { says: 'A new version was refused: what announces it is too old.', todo: getAnew },
      older: { says: 'A version was refused: it is older than this one.', todo: getAnew },
      'other-system': { says: 'A new version was refused: it is for another system.', todo: getAnew },
      truncated: { says: 'A new version arrived only in part, so it was thrown away.', todo: 'Look again later.' },
      tampered: { says: 'A new version was refused: it is not what the makers signed.', todo: getAnew },
      'no-room': { says: 'A new version could not be stored.', todo: 'Free some space.' },
      refused: { says: 'A new version is there, but the password was not given.', todo: 'Install it under Settings.' },
      'not-installed': { says: 'A new version could not be installed.', todo: getAnew },
      'not-told': { says: 'Only a running Gatehouse knows whether there is a new version.' },
    },
    shortcut: {
      off: { says: 'No shortcut opens the inbox.' },
      on: { says: 'The shortcut opens the inbox.' },
      taken: { says: 'Another program has the shortcut.', todo: 'Choose other keys under Settings.' },
      'not-possible': {
        says: 'This desktop gives no shortcuts to programs.',
        todo: 'Set one in the settings of the desktop that starts Gatehouse.',
      },
      'not-told': { says: 'Only a running Gatehouse knows whether it has its shortcut.' },
    },
  },
};
