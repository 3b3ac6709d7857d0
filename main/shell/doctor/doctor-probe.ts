import { app } from 'electron';
import type { DoctorProbe } from '../../ports/doctor-probe.ts';

export function createDoctorProbe(): DoctorProbe {
  return {
    look: () =>
      Promise.resolve({
        runtime: {
          version: app.getVersion(),
          electron: process.versions.electron,
          chromium: process.versions['chrome'] ?? '',
          node: process.versions.node,
          system: process.platform,
          desktop: process.env['XDG_CURRENT_DESKTOP'] ?? null,
        },
        isSandboxed: null,
        install: 'source',
        notificationServer: null,
        notificationPermission: 'unknown',
        trayHost: 'missing',
        keyring: { encrypts: false, backend: 'unknown' },
        disk: null,
        clockSkewMs: null,
      }),
    openFix: () => Promise.resolve(false),
  };
}
