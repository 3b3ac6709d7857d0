import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { inProject } from '../../../build/bundle/project-paths.mjs';
import { pinnedVersion } from '../../../build/runtime/pinned-packages.mjs';

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
    }),
  ),
});
const NAMES = ['claude-code', 'official-sdk', 'happy-cli', 'happy-coder-cli'] as const;
const packagesOf = (name: string) =>
  lockFile.parse(JSON.parse(readFileSync(inProject(`build/runtime/${name}/package-lock.json`), 'utf8'))).packages;

test.each(NAMES)('what %s installs has a checksum for every package and names no registry', (name) => {
  const installed = Object.entries(packagesOf(name)).filter(([place]) => place !== '');
  expect(installed.length).toBeGreaterThan(1);
  expect(installed.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true)).toEqual([]);
  expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

test('Claude Code is installed in one version, its programs for all systems included', () => {
  const versions = Object.entries(packagesOf('claude-code')).flatMap(([place, { version }]) =>
    place === '' ? [] : [version],
  );
  expect(new Set(versions)).toEqual(new Set([pinnedVersion('claude-code')]));
  expect(versions.length).toBeGreaterThanOrEqual(7);
});
