/**
 * What the changelog says about a version, without its heading.
 *
 * @param {string} changelog
 * @param {string} version
 * @returns {{ date: string, notes: string } | null} null where it has no such section, or one without a date
 */
export function changelogSection(changelog, version) {
  const [, ...sections] = changelog.replaceAll('\r\n', '\n').split(/^## (?=\[)/m);
  for (const section of sections) {
    const heading = /^\[([^\]]+)\] - (\d{4}-\d{2}-\d{2})\n/.exec(section);
    if (heading === null || heading[1] !== version) continue;
    // Targets of links stand at the very end, below the last section.
    const notes = section.slice(heading[0].length).replace(/(?:^\[[^\]]+\]: .*\n?)+$/m, '');
    return { date: heading[2] ?? '', notes: notes.trim() };
  }
  return null;
}
