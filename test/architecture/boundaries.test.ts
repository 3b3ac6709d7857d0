import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { inProject } from '../../build/bundle/project-paths.mjs';

const report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ rule: z.object({ name: z.string() }) })),
  }),
});

/** Which rules the fixture tree in `bad` was planted to break. */
const PLANTED = [
  'app-does-no-io',
  'app-through-ports',
  'backends-are-strangers',
  'backends-below-app',
  'claude-knows-no-carrier',
  'domain-is-pure',
  'electron-only-in-shell',
  'features-by-front-door',
  'kits-know-only-ports',
  'known-folders-only',
  'no-cycles',
  'ports-are-types',
  'practice-is-plugged-in-once',
  'practice-knows-only-ports',
  'preload-sees-contract',
  'product-knows-no-test',
  'renderer-is-a-browser',
  'renderer-sees-shared',
  'resolvable',
  'shared-is-a-leaf',
  'shell-through-app',
  'socket-io-only-in-happy',
  'ui-knows-no-feature',
  'updates-know-only-ports',
  'ws-only-in-net',
];

function cruise(folder: string, parts: readonly string[]) {
  const { stdout } = spawnSync(
    inProject('node_modules/.bin/depcruise'),
    ['--config', inProject('.dependency-cruiser.cjs'), '--output-type', 'json', ...parts],
    { cwd: folder, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  const { summary } = report.parse(JSON.parse(stdout));
  return {
    modules: summary.totalCruised,
    broken: [...new Set(summary.violations.map(({ rule }) => rule.name))].sort(),
  };
}

const FIXTURE_PARTS = ['main', 'preload', 'renderer', 'shared', 'test'];

test('a tree that keeps the rules is cruised and passes, but for packages that are not installed', () => {
  const { modules, broken } = cruise(inProject('test/architecture/fixtures/good'), FIXTURE_PARTS);
  expect(modules).toBeGreaterThan(15);
  expect(broken.filter((name) => name !== 'resolvable')).toEqual([]);
});

test('every planted violation is reported by its own rule', () => {
  expect(cruise(inProject('test/architecture/fixtures/bad'), FIXTURE_PARTS).broken).toEqual(PLANTED);
});

test('the real tree is really read', () => {
  // Two rooms stand for all: the check of the whole tree runs beside this.
  expect(cruise(inProject(), ['main/domain', 'shared']).modules).toBeGreaterThan(100);
});
