/** Stands in for what a package brings along for a use that is not ours: see `main-bundle.mjs`. */
class NeverUsed {
  constructor() {
    throw new Error('this part of a package was left out of the bundle because nothing used it');
  }
}
// oxlint-disable-next-line import/no-default-export -- under the names that the package imports
export { NeverUsed as Ajv2020, NeverUsed as default };
