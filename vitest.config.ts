import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const isRoot = process.getuid?.() === 0;
const chromiumArgs = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  ...(isRoot ? ['--no-sandbox'] : []),
];

const SHARING = new Set(['unit', 'contract']);

/** A ring that runs in plain Node. */
const nodeRing = (name: string, limitMs: number, globalSetup: string[] = []) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    testTimeout: limitMs,
    hookTimeout: limitMs,
    // Files of these share what they have loaded: loading it anew for each took longer than many of their tests.
    isolate: !SHARING.has(name),
    // It ends with the event; how soon that comes is no test of ours on a busy computer.
    expect: { poll: { timeout: 20_000 } },
    globalSetup,
  },
});
const INSTALLED_CLAUDE = 'test/support/installed-claude.ts';
const INSTALLED_HAPPY = 'test/support/installed-happy.ts';

export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      nodeRing('unit', 30_000),
      nodeRing('architecture', 60_000),
      nodeRing('contract', 60_000, [INSTALLED_CLAUDE]),
      nodeRing('integration', 150_000, [INSTALLED_CLAUDE, INSTALLED_HAPPY]),
      {
        test: {
          name: 'renderer',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          testTimeout: 20_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
                args: chromiumArgs,
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/built-app.ts', INSTALLED_CLAUDE],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: ['test/support/made-packages.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // There is one /opt on a computer.
          fileParallelism: false,
        },
      },
    ],
  },
});
