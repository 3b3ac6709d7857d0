import { inProject } from '../bundle/project-paths.mjs';

/**
 * The app for macOS. Signed and notarised when the environment holds what that takes; else signed ad hoc, which is what
 * notifications and Apple silicon ask for at the least.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Pick<import('electron-builder').Configuration, 'mac' | 'dmg'>}
 */
export function macConfig(env) {
  const canSign = isSet(env, 'CSC_LINK') || isSet(env, 'CSC_NAME');
  const entitlements = inProject('build/package/mac', canSign ? 'entitlements.plist' : 'entitlements-ad-hoc.plist');
  return {
    mac: {
      category: 'public.app-category.developer-tools',
      icon: inProject('build/package/mac/icon.png'),
      artifactName: '${name}-${version}-mac-${arch}.${ext}',
      ...(!canSign && { identity: '-' }),
      hardenedRuntime: true,
      gatekeeperAssess: false,
      entitlements,
      entitlementsInherit: entitlements,
      extendInfo: {
        // It lives in the menu bar; the dock icon comes with the window.
        LSUIElement: true,
        NSAppleEventsUsageDescription: 'Gatehouse brings the terminal of a session to the front when you ask for it.',
      },
      notarize: canSign && canNotarize(env),
    },
    dmg: { sign: false, title: '${productName} ${version}' },
  };
}

/** @param {NodeJS.ProcessEnv} env */
function canNotarize(env) {
  const ways = [
    ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'],
    ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'],
    ['APPLE_KEYCHAIN_PROFILE'],
  ];
  return ways.some((names) => names.every((name) => isSet(env, name)));
}

/** A workflow sets a secret that does not exist to nothing. @param {NodeJS.ProcessEnv} env @param {string} name */
function isSet(env, name) {
  return (env[name] ?? '') !== '';
}
