import { stripVTControlCharacters } from 'node:util';

/** @typedef {import('./trouble-reporter.mjs').Findings} Findings */
/** @typedef {{ name: string, passed: number, failed: number, troubles: string[] }} Outcome */

const SHOWN_LINES = 15;
const SHOWN_COLUMNS = 240;

/**
 * What a ring came to. Everything that is not a passed test counts as failed and is named, a run that told nothing too.
 *
 * @param {string} ring
 * @param {Findings | undefined} findings  what the run wrote, if it came that far
 * @param {number} exitCode
 * @returns {Outcome}
 */
export function outcomeOf(ring, findings, exitCode) {
  const ended = `ended with code ${exitCode}: see its output above`;
  if (findings === undefined)
    return { name: ring, passed: 0, failed: 1, troubles: [`${ring} left no report and ${ended}`] };
  const { passed } = findings;
  const troubles = findings.troubles.map(({ place, message }) => told(`${ring} ${place}`, message));
  if (troubles.length === 0 && passed === 0) troubles.push(`${ring} ran no test and ${ended}`);
  else if (troubles.length === 0 && exitCode !== 0) troubles.push(`${ring} had no failed test, but ${ended}`);
  return { name: ring, passed, failed: troubles.length, troubles };
}

/** @param {string} heading @param {string} message @returns {string} */
function told(heading, message) {
  const lines = stripVTControlCharacters(message).split(/\r?\n/u);
  const shown = lines.filter((line) => line.trim() !== '').slice(0, SHOWN_LINES);
  return [heading, ...shown.map((line) => `    ${line.slice(0, SHOWN_COLUMNS)}`)].join('\n');
}
