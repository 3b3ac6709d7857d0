import { inProject } from '../bundle/project-paths.mjs';
import { APP_ID, EXECUTABLE, INSTALL_DIR } from './app-identity.mjs';
import { DEBIAN_DEPENDS, DEBIAN_RECOMMENDS, RPM_REQUIRES } from './linux-needs.mjs';

const script = (/** @type {string} */ name) => inProject('build/package/linux', name);

/**
 * The four kinds of packages for Linux.
 *
 * @param {{ isFast: boolean }} order  fast: large files, for tests
 * @returns {Pick<import('electron-builder').Configuration, 'linux' | 'deb' | 'rpm' | 'appImage' | 'toolsets'>}
 */
export function linuxConfig({ isFast }) {
  const scripts = { afterInstall: script('after-install.sh'), afterRemove: script('after-remove.sh') };
  // What root runs for an update, and what the system says when it asks for the password.
  const forUpdates = [
    `${script('install-update.sh')}=${INSTALL_DIR}/resources/install-update`,
    `${script('install-update.policy')}=/usr/share/polkit-1/actions/${APP_ID}.policy`,
  ];
  const beforeRemove = ['--before-remove', script('before-remove.sh')];
  return {
    // The older AppImage tools need libfuse2, which today's systems lack, and start the program without its sandbox.
    toolsets: { appimage: '1.0.3' },
    linux: {
      executableName: EXECUTABLE,
      category: 'Development',
      synopsis: 'Answer what your coding agents ask, from the tray',
      icon: inProject('build/icons'),
      maintainer: 'The Gatehouse developers <gatehouse@example.org>',
      vendor: 'The Gatehouse developers',
      syncDesktopName: true,
      desktop: {
        entry: {
          Name: 'Gatehouse',
          GenericName: 'Coding agent inbox',
          'GenericName[de]': 'Eingang für Programmieragenten',
          // The English one is the description of the program.
          'Comment[de]':
            'Beobachtet viele Sitzungen von Programmieragenten und lässt Sie erlauben oder ablehnen, was sie anfragen.',
          Keywords: 'claude;happy;agent;permission;approve;tray;',
          'Keywords[de]': 'claude;happy;Agent;Anfrage;Freigabe;erlauben;',
          StartupNotify: 'false',
          StartupWMClass: EXECUTABLE,
        },
      },
    },
    deb: {
      ...scripts,
      packageCategory: 'utils',
      priority: 'optional',
      depends: DEBIAN_DEPENDS,
      recommends: DEBIAN_RECOMMENDS,
      // Nothing follows `--` but what was clicked: a link cannot become a switch.
      executableArgs: ['--', '%U'],
      fpm: [
        ...beforeRemove,
        ...(isFast ? ['--deb-compression', 'zst'] : []),
        `${script('copyright')}=/usr/share/doc/gatehouse/copyright`,
        // Tells the program how it may replace itself. Only in this package: the others are made from the same files.
        `${script('package-type-deb')}=${INSTALL_DIR}/resources/package-type`,
        ...forUpdates,
      ],
    },
    rpm: {
      ...scripts,
      depends: RPM_REQUIRES,
      executableArgs: ['--', '%U'],
      fpm: [
        ...beforeRemove,
        ...(isFast ? ['--rpm-compression', 'none'] : []),
        // Else the folders would stay when the files go.
        '--directories',
        INSTALL_DIR,
        `${inProject('LICENSE')}=/usr/share/licenses/gatehouse/LICENSE`,
        `${script('package-type-rpm')}=${INSTALL_DIR}/resources/package-type`,
        ...forUpdates,
      ],
    },
    // The builder itself adds the %U here.
    appImage: { executableArgs: ['--'] },
  };
}
