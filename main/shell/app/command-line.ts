/** What the app was started with. */
export interface CommandLine {
  /** Every one that was given, in order: the reader of the file says what is wrong with two. */
  readonly configPaths: readonly string[];
  readonly practice: 'no' | 'yes' | 'if-empty';
  readonly printEvents: boolean;
  readonly screenshotPath: string | null;
  /** Started at login: no window by itself. */
  readonly hidden: boolean;
  /** For scripts: writes or takes out the hooks of Claude Code, and ends. Both at once are neither. */
  readonly claude: 'connect' | 'disconnect' | null;
  /** Looks what is wrong on this computer, prints it, and ends. `not-known`: in a form that there is none of. */
  readonly doctor: 'text' | 'json' | 'not-known' | null;
  /** Looks for a new version right after the start. */
  readonly checkUpdates: boolean;
  readonly link: string | null;
  readonly remarks: readonly ArgumentRemark[];
}

/** Said, never fatal. */
interface ArgumentRemark {
  readonly code: 'unknown-argument' | 'given-twice' | 'value-missing' | 'value-not-known';
  readonly argument: string;
}

/** Switches of Electron, Chromium and Node that are theirs to read. */
const NOT_OURS = new Set([
  'user-data-dir',
  'no-sandbox',
  'inspect',
  'inspect-brk',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'password-store',
  'enable-logging',
  'disable-gpu',
  'ozone-platform',
  'ozone-platform-hint',
  'enable-features',
  'disable-features',
  'js-flags',
  'lang',
  'force-device-scale-factor',
  'original-process-start-time',
  'allow-file-access-from-files',
]);

/** @param args  without the program and, unpackaged, without the app's folder */
export function readCommandLine(args: readonly string[]): CommandLine {
  const remarks: ArgumentRemark[] = [];
  const values = new Map<string, string | null>();
  const configPaths: string[] = [];
  let link: string | null = null;

  for (const [index, argument] of args.entries()) {
    if (argument === '--') {
      const [first = null, ...more] = args.slice(index + 1);
      link = first ?? link;
      for (const extra of more) remarks.push(remark('unknown-argument', extra));
      break;
    }
    const [, name, value] = /^--([a-z-]+)(?:=([\s\S]*))?$/.exec(argument) ?? [];
    if (name === undefined) {
      if (argument.startsWith('gatehouse://')) link = argument;
      else remarks.push(remark('unknown-argument', argument));
    } else if (!NOT_OURS.has(name)) {
      if (name === 'config') {
        if (value === undefined || value === '') remarks.push(remark('value-missing', argument));
        else configPaths.push(value);
      } else if (!OURS.has(name)) remarks.push(remark('unknown-argument', argument));
      else if (values.has(name)) remarks.push(remark('given-twice', `--${name}`));
      else values.set(name, value ?? null);
    }
  }

  function path(name: string): string | null {
    const value = values.get(name);
    if (value === undefined) return null;
    if (value !== null && value !== '') return value;
    remarks.push(remark('value-missing', `--${name}`));
    return null;
  }
  function flag(name: string): boolean {
    const value = values.get(name);
    if (value !== undefined && value !== null) remarks.push(remark('value-not-known', `--${name}=${value}`));
    return value === null;
  }
  function practice(): CommandLine['practice'] {
    const value = values.get('practice');
    if (value === undefined) return 'no';
    if (value === null) return 'yes';
    if (value === 'if-empty') return 'if-empty';
    remarks.push(remark('value-not-known', `--practice=${value}`));
    return 'no';
  }
  function claude(): CommandLine['claude'] {
    const connects = flag('connect-claude');
    const disconnects = flag('disconnect-claude');
    if (connects && disconnects) remarks.push(remark('given-twice', '--disconnect-claude'));
    if (connects === disconnects) return null;
    return connects ? 'connect' : 'disconnect';
  }

  function doctor(): CommandLine['doctor'] {
    const value = values.get('doctor');
    if (value === undefined) return null;
    if (value === null || value === 'text') return 'text';
    return value === 'json' ? 'json' : 'not-known';
  }

  return {
    configPaths,
    practice: practice(),
    printEvents: flag('print-events'),
    screenshotPath: path('screenshot'),
    hidden: flag('hidden'),
    claude: claude(),
    doctor: doctor(),
    checkUpdates: flag('check-updates'),
    link,
    remarks,
  };
}

const OURS = new Set([
  'practice',
  'print-events',
  'screenshot',
  'hidden',
  'connect-claude',
  'disconnect-claude',
  'doctor',
  'check-updates',
]);

const remark = (code: ArgumentRemark['code'], argument: string): ArgumentRemark => ({
  code,
  // Its name is enough: what follows may be a secret that belongs to another program.
  argument: /^--[\w-]{1,60}/.exec(argument)?.[0] ?? '...',
});

/**
 * What a second start hands to the first: a link to a view, nothing else. Its switches are ignored, since whoever can
 * make a browser start us could choose them.
 */
export function linkOfSecondStart(args: readonly string[]): string | null {
  const end = args.indexOf('--');
  if (end >= 0) return args[end + 1] ?? null;
  return args.find((argument) => argument.startsWith('gatehouse://')) ?? null;
}
