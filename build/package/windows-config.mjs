import { inProject } from '../bundle/project-paths.mjs';

/**
 * The installer for Windows: for one person, without an administrator's rights.
 *
 * @returns {Pick<import('electron-builder').Configuration, 'win' | 'nsis'>}
 */
export function windowsConfig() {
  return {
    win: {
      icon: inProject('build/icons/icon.ico'),
      legalTrademarks: 'Gatehouse',
      requestedExecutionLevel: 'asInvoker',
    },
    nsis: {
      oneClick: true,
      perMachine: false,
      allowElevation: false,
      packElevateHelper: false,
      // One file for each processor: half the size to fetch.
      buildUniversalInstaller: false,
      artifactName: '${name}-${version}-${arch}-setup.${ext}',
      shortcutName: 'Gatehouse',
      uninstallDisplayName: 'Gatehouse',
      // Our own script asks.
      deleteAppDataOnUninstall: false,
      include: inProject('build/package/windows/installer.nsh'),
    },
  };
}
