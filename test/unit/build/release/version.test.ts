import { expect, test } from 'vitest';
import { changelogSection } from '../../../../build/release/changelog.mjs';
import { releaseNotes } from '../../../../build/release/release-notes.mjs';
import { versionFaults } from '../../../../build/release/version.mjs';

const CHANGELOG = `# Changelog

The format follows [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).

## [Unreleased]

### Added

- Not yet.

## [1.2.0] - 2026-11-20

### Added

- A guide, see [the page](docs/installing.md).

### Fixed

- A leak.

## [1.1.0] - 2026-10-01

- The first.

[1.2.0]: https://example.org/1.2.0
[1.1.0]: https://example.org/1.1.0
`;
const good = { tag: 'v1.2.0', manifestVersion: '1.2.0', lockVersion: '1.2.0', changelog: CHANGELOG };

test.each(['\n', '\r\n'])('the changelog of one version is cut out, and nothing else (line ends %j)', (lineEnd) => {
  const changelog = CHANGELOG.replaceAll('\n', lineEnd);
  expect(changelogSection(changelog, '1.2.0')).toEqual({
    date: '2026-11-20',
    notes: '### Added\n\n- A guide, see [the page](docs/installing.md).\n\n### Fixed\n\n- A leak.',
  });
  expect(changelogSection(changelog, '1.1.0')).toEqual({ date: '2026-10-01', notes: '- The first.' });
  expect([changelogSection(changelog, 'Unreleased'), changelogSection(changelog, '1.2')]).toEqual([null, null]);
});

test('a tag that the program and the changelog know may be released', () => {
  expect(versionFaults(good)).toEqual([]);
});

test.each([
  ['a word', { tag: 'release' }, ['release is no tag of a version, such as v1.2.3']],
  ['a tag without v', { tag: '1.2.0' }, ['1.2.0 is no tag of a version, such as v1.2.3']],
  ['another program', { manifestVersion: '1.1.0' }, ['package.json says 1.1.0, the tag 1.2.0']],
  ['another lock file', { lockVersion: '1.1.0' }, ['package-lock.json says 1.1.0, the tag 1.2.0']],
  [
    'a changelog without it',
    { changelog: CHANGELOG.replace('[1.2.0] -', '[1.3.0] -') },
    ['CHANGELOG.md has no section "## [1.2.0] - YYYY-MM-DD"'],
  ],
  [
    'a changelog that says nothing',
    { changelog: '## [1.2.0] - 2026-11-20\n\n### Added\n' },
    ['CHANGELOG.md says nothing about 1.2.0'],
  ],
])('%s keeps a tag from being released', (_what, wrong, faults) => {
  expect(versionFaults({ ...good, ...wrong })).toEqual(faults);
});

test('the page of a release says what is new and which packages are not signed', () => {
  const notes = releaseNotes({ changelog: CHANGELOG, version: '1.2.0', signingLines: ['Windows: **not signed**.'] });
  expect(notes).toContain('- A leak.\n\n### Packages\n\n- Windows: **not signed**.\n');
  expect(() => releaseNotes({ changelog: CHANGELOG, version: '9.9.9', signingLines: [] })).toThrow('about 9.9.9');
});
