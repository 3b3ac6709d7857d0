import { changelogSection } from './changelog.mjs';

const VERSION = /^\d+\.\d+\.\d+$/;

/**
 * What keeps a tag from being released. A tag, the program and its changelog must speak of one version.
 *
 * @param {{ tag: string, manifestVersion: string, lockVersion: string, changelog: string }} facts
 * @returns {string[]} empty when nothing does
 */
export function versionFaults({ tag, manifestVersion, lockVersion, changelog }) {
  const version = tag.replace(/^v/, '');
  if (!tag.startsWith('v') || !VERSION.test(version)) return [`${tag} is no tag of a version, such as v1.2.3`];
  /** @type {string[]} */
  const faults = [];
  if (manifestVersion !== version) faults.push(`package.json says ${manifestVersion}, the tag ${version}`);
  if (lockVersion !== version) faults.push(`package-lock.json says ${lockVersion}, the tag ${version}`);
  const section = changelogSection(changelog, version);
  if (section === null) faults.push(`CHANGELOG.md has no section "## [${version}] - YYYY-MM-DD"`);
  else if (!/^- /m.test(section.notes)) faults.push(`CHANGELOG.md says nothing about ${version}`);
  return faults;
}
