/**
 * An address below the server's own, which may itself have a path.
 *
 * @param path  begins with a slash; what is variable in it is encoded already
 */
export function happyUrl(serverUrl: string, path: string): URL {
  return new URL(`${serverUrl.replace(/\/+$/, '')}${path}`);
}
