import type { SettingsSwitches } from './settings-switches.ts';

/** Claude Code sends even what goes to 127.0.0.1 there. `ALL_PROXY` does not count for hooks. */
const PROXY_NAMES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];
/** Of both spellings either is enough. */
const EXEMPT_NAMES = ['NO_PROXY', 'no_proxy'];

/** A variable that sends HTTP hooks to a proxy, which cannot reach us. */
export interface ProxyVariable {
  readonly name: string;
  /** The settings file that sets it; null where it is in our own environment, and perhaps in that of the terminals. */
  readonly path: string | null;
}

/**
 * @param files  the one that counts most first; what they set lies over the environment
 *
 * @source docs/protocols/claude-code.md#what-keeps-hooks-from-working
 */
export function proxyInTheWay(
  files: readonly SettingsSwitches[],
  environment: Readonly<Record<string, string | undefined>>,
  hookUrl: string,
): ProxyVariable | null {
  const find = (name: string) => {
    const file = files.find(({ says }) => typeof says.env?.[name] === 'string');
    const value = file === undefined ? environment[name] : String(file.says.env?.[name]);
    return { value: value ?? '', path: file?.path ?? null };
  };
  if (EXEMPT_NAMES.some((name) => isExempt(find(name).value, new URL(hookUrl)))) return null;
  for (const name of PROXY_NAMES) {
    const { value, path } = find(name);
    if (value !== '') return { name, path };
  }
  return null;
}

/** As Claude Code reads it: a star counts only when it stands alone, and there are no address ranges. */
function isExempt(list: string, { hostname, host }: URL): boolean {
  if (list.trim() === '*') return true;
  return list
    .split(/[\s,]+/)
    .some((one) => one === hostname || one === host || (one.startsWith('.') && hostname.endsWith(one)));
}
