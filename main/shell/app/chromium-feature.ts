import { app } from 'electron';

/** Switches a feature of Chromium on. Call it before the app is ready. */
export function enableFeature(name: string): void {
  // Chromium heeds only the last such switch, so what was given stays in it.
  const given = app.commandLine.getSwitchValue('enable-features');
  app.commandLine.appendSwitch('enable-features', given === '' ? name : `${given},${name}`);
}
