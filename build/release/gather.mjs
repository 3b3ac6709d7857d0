import fs from 'node:fs';
import path from 'node:path';

/** What people and their updaters fetch. */
const RELEASED = /\.(?:deb|rpm|AppImage|tar\.gz|exe|dmg|zip|blockmap)$/;
const BILL = 'sbom.cdx.json';

/**
 * Copies what is to be released out of the folder in which packages were made, the bill of materials under a name that says
 * for which system it is.
 *
 * @param {{ madeDir: string, intoDir: string, system: string, version: string }} order
 * @returns {string[]} names, sorted
 * @throws when there is no package, or nothing that says what is in it
 */
export function gather({ madeDir, intoDir, system, version }) {
  fs.mkdirSync(intoDir, { recursive: true });
  const names = fs.readdirSync(madeDir).filter((name) => RELEASED.test(name));
  if (names.length === 0) throw new Error(`There are no packages in ${madeDir}`);
  for (const name of names) fs.copyFileSync(path.join(madeDir, name), path.join(intoDir, name));
  const bill = fs
    .readdirSync(madeDir, { recursive: true, encoding: 'utf8' })
    .find((name) => path.basename(name) === BILL);
  if (bill === undefined) throw new Error(`There is no ${BILL} below ${madeDir}`);
  const billName = `gatehouse-${version}-${system}.${BILL}`;
  fs.copyFileSync(path.join(madeDir, bill), path.join(intoDir, billName));
  return [...names, billName].sort();
}
