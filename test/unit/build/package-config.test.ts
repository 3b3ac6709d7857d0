import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { expect, test } from 'vitest';
import { APP_ID } from '../../../build/package/app-identity.mjs';
import { builderConfig } from '../../../build/package/builder-config.mjs';
import { plan } from '../../../build/package/targets.mjs';
import { inProject } from '../../../build/bundle/project-paths.mjs';

const configFor = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv = {}) =>
  builderConfig({
    appDir: '/app',
    outputDir: '/output',
    noticesDir: '/notices',
    electronDistDir: null,
    electronVersion: '45.4.1',
    platform,
    env,
    isFast: false,
  });

test.each(['linux', 'win32', 'darwin'] as const)(
  'the configuration for %s is one that the builder accepts',
  async (platform) => {
    const { afterPack, ...config } = configFor(platform);
    expect(afterPack).toBeTypeOf('function');
    await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined();
    await expect(validateConfiguration({ ...config, ...{ nsiss: {} } }, new DebugLogger(false))).rejects.toThrow();
  },
);

test('the archive is checked where Electron can: on Windows and macOS', () => {
  const checks = (['win32', 'darwin', 'linux'] as const).map(
    (platform) => configFor(platform).electronFuses?.enableEmbeddedAsarIntegrityValidation,
  );
  expect(checks).toEqual([true, true, false]);
});

test('on Windows it installs for one person without more rights, under the name that notifications go by', () => {
  const { win, nsis, appId } = configFor('win32');
  expect(win).toMatchObject({ requestedExecutionLevel: 'asInvoker' });
  expect(nsis).toMatchObject({ oneClick: true, perMachine: false, allowElevation: false, packElevateHelper: false });
  expect(appId).toBe(APP_ID);
  const main = readFileSync(inProject('main/shell/app/app-events.ts'), 'utf8');
  expect(main).toContain(`APP_ID = '${APP_ID}'`);
  expect(main).toContain('setAppUserModelId(APP_ID)');
});

test('on macOS it is hardened, and signed and notarised as far as the environment allows', () => {
  const signing = { CSC_LINK: 'file', CSC_KEY_PASSWORD: 'x' };
  const apple = { APPLE_ID: 'a', APPLE_APP_SPECIFIC_PASSWORD: 'b', APPLE_TEAM_ID: 'c' };
  const seen = [{}, { CSC_LINK: '', APPLE_ID: '' }, signing, { ...signing, ...apple }, apple].map((env) => {
    const { mac } = configFor('darwin', env);
    return [mac?.hardenedRuntime, mac?.identity, mac?.notarize];
  });
  expect(seen).toEqual([
    [true, '-', false],
    [true, '-', false],
    [true, undefined, false],
    [true, undefined, true],
    [true, '-', false],
  ]);
  // An ad hoc signature has no team, so its own framework would be refused.
  expect(entitlementsOf({})).toContain('com.apple.security.cs.disable-library-validation');
  expect(entitlementsOf(signing)).not.toContain('disable-library-validation');
  expect(entitlementsOf(signing)).toContain('com.apple.security.cs.allow-jit');
});

test('each system says which packages it cannot make, and why', () => {
  const linux = plan('linux', ['x64']);
  expect(linux.targets).toEqual(['deb', 'rpm', 'AppImage', 'tar.gz']);
  expect(linux.notes).toContain('deb for arm64: there is no Electron for it here');
  expect(linux.notes).toContain('nsis: is made on Windows, by the release workflow');
  expect(plan('win32', ['x64', 'arm64']).targets).toEqual(['nsis']);
  expect(plan('darwin', ['x64', 'arm64'])).toMatchObject({ targets: ['dmg', 'zip'] });
});

test.runIf(process.platform === 'linux')('the script of the installer for Windows compiles without a warning', () => {
  const dir = mkdtempSync(join(tmpdir(), 'gatehouse-nsis-'));
  try {
    const path = join(dir, 'probe.nsi');
    writeFileSync(path, probeScript(join(dir, 'probe.exe')));
    const { status, stdout } = spawnSync('makensis', ['-WX', '-V2', path], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, '']);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

function entitlementsOf(env: NodeJS.ProcessEnv): string {
  return readFileSync(String(configFor('darwin', env).mac?.entitlements), 'utf8');
}

/** The builder's own script in little: its definitions, and its hooks in their places. */
function probeScript(outPath: string): string {
  return `
Unicode true
!include LogicLib.nsh
!include FileFunc.nsh
!define APP_ID "${APP_ID}"
!define APP_EXECUTABLE_FILENAME "Gatehouse.exe"
!define BUILD_UNINSTALLER
!define isUpdated '"$R9" == "updated"'
!include "${inProject('build/package/windows/installer.nsh')}"
Name "probe"
OutFile "${outPath}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\\probe"
Section
  !insertmacro customInstall
  WriteUninstaller "$INSTDIR\\uninstall.exe"
SectionEnd
Function un.onInit
  !insertmacro customUnInit
FunctionEnd
Section "un.Uninstall"
  !insertmacro customUnInstall
SectionEnd
`;
}
