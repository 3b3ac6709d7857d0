import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { inProject } from '../../../build/bundle/project-paths.mjs';

type Root = ReturnType<typeof fromMarkdown>;
type Nodes = Root | Root['children'][number];

const PAGES = [
  ...readdirSync(inProject()).filter((name) => name.endsWith('.md')),
  ...filesUnder('docs', ['.md']),
  'test/fixtures/ccr/INDEX.md',
].toSorted();
const CODE = ['main', 'preload', 'renderer', 'shared', 'build', 'test', 'bench'].flatMap((dir) =>
  filesUnder(dir, ['.ts', '.tsx', '.mjs']),
);
const project = z
  .object({
    scripts: z.record(z.string(), z.string()),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(read('package.json')));

function read(page: string): string {
  return readFileSync(inProject(page), 'utf8');
}

/** @returns paths from the root of the project */
function filesUnder(dir: string, endings: readonly string[]): readonly string[] {
  if (!existsSync(inProject(dir))) return [];
  return readdirSync(inProject(dir), { recursive: true, encoding: 'utf8' })
    .filter((name) => endings.some((ending) => name.endsWith(ending)))
    .map((name) => `${dir}/${name.replaceAll(path.sep, '/')}`);
}

const nodesByPage = new Map<string, readonly Nodes[]>();

function nodesOf(page: string): readonly Nodes[] {
  const flat = (node: Nodes): readonly Nodes[] =>
    'children' in node ? [node, ...node.children.flatMap(flat)] : [node];
  const nodes =
    nodesByPage.get(page) ??
    flat(fromMarkdown(read(page), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
  nodesByPage.set(page, nodes);
  return nodes;
}

/** Where a page points to, be it in Markdown or in the HTML of a picture. */
function targetsOf(page: string): readonly string[] {
  return nodesOf(page).flatMap((node) => {
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') return [node.url];
    if (node.type !== 'html') return [];
    return [...node.value.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
  });
}

function textOf(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** Anchors as GitHub makes them of headings. */
function anchorsOf(page: string): readonly string[] {
  return nodesOf(page)
    .filter((node) => node.type === 'heading')
    .map((heading) =>
      textOf(heading)
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
        .replaceAll(' ', '-'),
    );
}

/** @returns null where the target is there, else what is wrong */
function brokenTarget(from: string, target: string): string | null {
  const [file = '', anchor] = target.split('#');
  const to = file === '' ? from : path.posix.join(path.posix.dirname(from), decodeURIComponent(file));
  if (!existsSync(inProject(to))) return `${from}: ${target}: there is no ${to}`;
  if (anchor === undefined || anchorsOf(to).includes(anchor)) return null;
  return `${from}: ${target}: ${to} has no heading for #${anchor}`;
}

const isRelative = (target: string) => !/^[a-z]+:/i.test(target);

test('there are pages to check', () => {
  expect(PAGES).toEqual(
    expect.arrayContaining([
      'README.md',
      'CONTRIBUTING.md',
      'CHANGELOG.md',
      'docs/architecture.md',
      'docs/protocols/ccr.md',
    ]),
  );
});

describe.each(PAGES)('%s', (page) => {
  test('links to files and headings that exist', () => {
    const broken = targetsOf(page)
      .filter(isRelative)
      .map((target) => brokenTarget(page, target));
    expect(broken.filter((one) => one !== null)).toEqual([]);
  });

  test('names only files and folders of the project that exist', () => {
    const named = nodesOf(page)
      .filter((node) => node.type === 'inlineCode')
      .map(({ value }) => value)
      .filter((value) => /^(main|preload|renderer|shared|build|test|bench|docs)\/[\w./@-]*$/.test(value));
    expect(named.filter((name) => !/[A-Z]{2,}|\/X$/.test(name) && !existsSync(inProject(name)))).toEqual([]);
  });

  test('names only npm scripts that exist', () => {
    const named = [...read(page).matchAll(/`npm (?:run )?([a-z:-]+)/g)].map((match) => match[1] ?? '');
    const npmOwn = new Set(['install', 'ci', 'run', 'view', 'pack', 'version']);
    expect(named.filter((name) => !npmOwn.has(name) && project.scripts[name] === undefined)).toEqual([]);
  });
});

test('every page and heading that the code cites exists', () => {
  const cited = CODE.flatMap((file) =>
    [...read(file).matchAll(/(?<![\w/.'-])docs\/(?:protocols|adr)\/[\w-]+\.md(?:#[\w-]+)?/g)].map((match) => match[0]),
  );
  expect(cited.length).toBeGreaterThan(0);
  expect(cited.map((target) => brokenTarget('README.md', target)).filter((one) => one !== null)).toEqual([]);
});

test('the page about dependencies names every package of package.json, and no other, in its tables', () => {
  const rows = nodesOf('docs/dependencies.md').flatMap((node) => (node.type === 'tableRow' ? [node] : []));
  const named = rows.flatMap(({ children: [first] }) =>
    first === undefined ? [] : first.children.filter((node) => node.type === 'inlineCode').map(({ value }) => value),
  );
  const installed = [...Object.keys(project.dependencies), ...Object.keys(project.devDependencies)];
  expect(named.toSorted()).toEqual(installed.toSorted());
});

test('every decision is listed in the architecture', () => {
  const listed = new Set(targetsOf('docs/architecture.md').filter((target) => target.startsWith('adr/')));
  const kept = readdirSync(inProject('docs/adr')).map((name) => `adr/${name}`);
  expect(kept.filter((name) => !listed.has(name))).toEqual([]);
});

test('every recording is in the index of recordings, and every entry is there', () => {
  const kept = readdirSync(inProject('test/fixtures/ccr')).filter((name) => name.endsWith('.jsonl'));
  const listed = nodesOf('test/fixtures/ccr/INDEX.md').flatMap((node) =>
    node.type === 'inlineCode' && node.value.endsWith('.jsonl') ? [node.value] : [],
  );
  expect(listed.toSorted()).toEqual(kept.toSorted());
});
