import { changelogSection } from './changelog.mjs';

/**
 * What the page of a release says: what is new, and how far the systems trust the packages.
 *
 * @param {{ changelog: string, version: string, signingLines: readonly string[] }} facts
 * @throws when the changelog says nothing about the version
 */
export function releaseNotes({ changelog, version, signingLines }) {
  const section = changelogSection(changelog, version);
  if (section === null) throw new Error(`CHANGELOG.md has no section about ${version}`);
  const packages = signingLines.map((line) => `- ${line}`);
  return `${section.notes}\n\n### Packages\n\n${packages.join('\n')}\n`;
}
