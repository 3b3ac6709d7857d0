/** @typedef {'linux' | 'darwin' | 'win32'} System */
/** @typedef {Record<string, string | undefined>} Environment */

const CERTIFICATES = { darwin: ['CSC_LINK', 'CSC_KEY_PASSWORD'], win32: ['WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD'] };
const NOTARY = ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'];

/** Every variable that signing of packages looks at. */
export const SIGNING_VARIABLES = [...Object.values(CERTIFICATES).flat(), ...NOTARY];

/**
 * One line about how far the system will trust the packages that are made with these variables. It goes into the release
 * notes: nobody shall have to guess.
 *
 * @param {string} system
 * @param {Environment} env
 */
export function signingLine(system, env) {
  const has = (/** @type {string[]} */ names) => names.every((name) => (env[name] ?? '') !== '');
  switch (system) {
    case 'darwin':
      if (!has(CERTIFICATES.darwin))
        return 'macOS: **not signed** by a known developer. macOS refuses to open it at first; docs/installing.md says what to do.';
      return has(NOTARY)
        ? 'macOS: signed and notarised.'
        : 'macOS: signed, **not notarised**. macOS refuses to open it at first; docs/installing.md says what to do.';
    case 'win32':
      return has(CERTIFICATES.win32)
        ? 'Windows: signed.'
        : 'Windows: **not signed**. SmartScreen warns about it; docs/installing.md says what to do.';
    default:
      return 'Linux: compare the packages with SHA256SUMS.';
  }
}
