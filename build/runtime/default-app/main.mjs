// What the stand-in runtime does when it is started as `electron [-r MODULE] PATH_TO_APP ARGS`: the stand-in's own package
// comes without the default app that an official Electron has inside.
import { app } from 'electron';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// Electron has these for its default app only, and so does not describe them.
const hostApp = /** @type {Electron.App & { setAppPath(path: string): void, setVersion(version: string): void }} */ (
  app
);
const requireFromHere = createRequire(path.join(process.cwd(), 'start.js'));
const appArgument = readArguments(process.argv.slice(1));
if (appArgument === undefined) {
  console.error('usage: electron [options] PATH_TO_APP');
  process.exit(2);
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
adoptPackage(path.resolve(appArgument));
await import(pathToFileURL(requireFromHere.resolve(path.resolve(appArgument))).href).catch((error) => {
  console.error('The app failed while it was being loaded.', error);
  process.exit(1);
});

/** @param {string[]} args */
function readArguments(args) {
  for (let at = 0; at < args.length; at += 1) {
    const argument = args[at];
    if (argument === '--version' || argument === '-v') {
      console.log(`v${process.versions.electron}`);
      process.exit(0);
    }
    if (argument === '-r' || argument === '--require') {
      at += 1;
      requireFromHere(args[at] ?? '');
    } else if (!argument?.startsWith('-')) {
      return argument;
    }
  }
  return undefined;
}

/** @param {string} appPath */
function adoptPackage(appPath) {
  const packagePath = path.join(appPath, 'package.json');
  if (!fs.existsSync(packagePath)) {
    hostApp.setAppPath(path.dirname(appPath));
    return;
  }
  const { version, productName, name } = JSON.parse(fs.readFileSync(packagePath, 'utf8'));
  app.name = productName ?? name ?? app.name;
  hostApp.setVersion(version ?? '0.0.0');
  app.setDesktopName(`${app.name}.desktop`);
  hostApp.setAppPath(appPath);
}
