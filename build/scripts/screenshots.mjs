/**
 * Draws every screen of the window, light and dark, into docs/screenshots: the real renderer over sample data, served
 * under the content policy of the app, in a headless Chromium.
 *
 *   node build/scripts/screenshots.mjs [OUT_DIR] [--only=TEXT]
 */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { rendererBundle } from '../bundle/renderer-bundle.mjs';
import { inProject } from '../bundle/project-paths.mjs';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

/** name, query, and where it differs from a usual window. */
const SCREENS = [
  { name: 'inbox', query: 'view=full&place=inbox', height: 1400 },
  { name: 'inbox-more', query: 'view=full&place=inbox', height: 2900 },
  { name: 'inbox-always', query: 'view=full&place=inbox', press: ['Always...'] },
  { name: 'inbox-edit', query: 'view=full&place=inbox', press: ['Edit...'] },
  { name: 'inbox-reason', query: 'view=full&place=inbox', press: ['Deny with a reason...'] },
  { name: 'inbox-empty', query: 'view=quiet&place=inbox' },
  { name: 'first-run', query: 'view=empty&place=inbox' },
  { name: 'guide-welcome', query: 'view=welcome&place=guide', height: 800 },
  { name: 'guide-connect', query: 'view=connect&place=guide', height: 800 },
  { name: 'guide-connected', query: 'view=connect-done&place=guide', height: 800 },
  { name: 'guide-remote', query: 'view=connect&place=guide', press: ['Enter its address...'], height: 900 },
  { name: 'guide-notices', query: 'view=notices&place=guide', height: 800 },
  { name: 'guide-try', query: 'view=try&place=guide' },
  { name: 'guide-waiting', query: 'view=try-waiting&place=guide' },
  { name: 'guide-late', query: 'view=try-late&place=guide' },
  { name: 'guide-causes', query: 'view=try-causes&place=guide', height: 900 },
  { name: 'guide-paused', query: 'view=try-paused&place=guide' },
  ...['no-daemon', 'no-buttons', 'banners-off', 'no-tray', 'do-not-disturb', 'fenced-in'].map((cause) => ({
    name: `guide-cause-${cause}`,
    query: `view=cause-${cause}&place=guide`,
  })),
  { name: 'guide-here', query: 'view=try-late&place=guide', press: ['Answer it here instead'], height: 1000 },
  { name: 'guide-answered', query: 'view=try-answered&place=guide' },
  { name: 'guide-answered-here', query: 'view=try-answered-here&place=guide' },
  { name: 'guide-failed', query: 'view=try-failed&place=guide' },
  { name: 'guide-done', query: 'view=done&place=guide' },
  { name: 'guide-smallest', query: 'view=try-causes&place=guide', width: 480, height: 360 },
  { name: 'guide-welcome-smallest', query: 'view=welcome&place=guide', width: 480, height: 360 },
  { name: 'guide-large-text', query: 'view=try-causes&place=guide', fontSize: '28px', height: 1400 },
  { name: 'guide-left', query: 'view=connect&place=connections' },
  { name: 'guide-reminder', query: 'view=try-late&place=inbox' },
  { name: 'doctor', query: 'view=full&place=doctor', height: 1300 },
  { name: 'doctor-smallest', query: 'view=full&place=doctor', width: 480, height: 700 },
  { name: 'trouble', query: 'view=troubled&place=inbox', height: 1100 },
  { name: 'sessions', query: 'view=full&place=sessions' },
  { name: 'session', query: 'view=full&place=session', height: 1500 },
  { name: 'conversation', query: 'view=troubled&place=talk', height: 1500 },
  { name: 'connections', query: 'view=full&place=connections' },
  { name: 'connections-empty', query: 'view=empty&place=connections' },
  { name: 'connection-form', query: 'view=quiet&place=connections', press: ['Add a connection'], height: 1000 },
  { name: 'claude-connected', query: 'view=local&place=connections', press: ['Try it'], height: 900 },
  { name: 'claude-not-found', query: 'view=missing&place=connections' },
  { name: 'claude-damaged', query: 'view=damaged&place=connections', height: 900 },
  { name: 'claude-unreadable', query: 'view=unreadable&place=connections', height: 900 },
  { name: 'claude-connect', query: 'view=empty&place=connections', press: ['Connect Claude Code'], height: 900 },
  { name: 'claude-disconnect', query: 'view=local&place=connections', press: ['Disconnect...'], height: 900 },
  { name: 'claude-edit', query: 'view=local&place=connections', press: ['Edit'], height: 1000 },
  { name: 'happy-cards', query: 'view=happy&place=connections', height: 900 },
  { name: 'happy-ways', query: 'view=happy&place=connections', press: ['Add Happy account'], height: 900 },
  {
    name: 'happy-link',
    query: 'view=happy&place=connections',
    press: ['Add Happy account', /^Link with the phone/],
    height: 900,
  },
  {
    name: 'happy-key',
    query: 'view=happy&place=connections',
    press: ['Add Happy account', /^Type the secret key/],
  },
  {
    name: 'happy-empty-account',
    query: 'view=happy&place=connections',
    press: ['Add Happy account', /^Type the secret key/],
    type: { label: 'Secret key', text: 'any', press: 'Continue' },
  },
  {
    name: 'happy-terminal',
    query: 'view=happy&place=connections',
    press: ['Add Happy account', /^Use the happy command/],
  },
  {
    name: 'happy-new-account',
    query: 'view=happy&place=connections',
    press: ['Add Happy account', /^Create a new account/, 'Create the account', 'Copy the key'],
    height: 900,
  },
  {
    name: 'happy-link-narrow',
    query: 'view=happy&place=connections',
    press: ['Add Happy account', /^Link with the phone/],
    width: 420,
    height: 1000,
  },
  { name: 'happy-sign-in', query: 'view=happy&place=connections', press: ['Sign in...'], height: 1200 },
  { name: 'happy-keep-key', query: 'view=happy&place=connections', press: ['Keep recovery key...'], height: 900 },
  { name: 'happy-sign-out', query: 'view=happy&place=connections', press: ['Sign out...'], height: 900 },
  { name: 'session-control', query: 'view=happy&place=control', press: ['Take control'], height: 1000 },
  { name: 'session-remote', query: 'view=happy&place=remote', press: ['End'], height: 1000 },
  { name: 'session-away', query: 'view=happy&place=away', height: 1000 },
  { name: 'happy-sessions', query: 'view=shared&place=sessions', height: 1000 },
  { name: 'share', query: 'view=happy&place=started', press: ['Share with your phone...'], height: 1000 },
  { name: 'shared', query: 'view=shared&place=started', press: ['File access...'], height: 1000 },
  { name: 'shared-waiting', query: 'view=shared-waiting&place=started', press: ['Stop sharing'], height: 1000 },
  { name: 'shared-failed', query: 'view=shared-failed&place=started', height: 1000 },
  { name: 'local-inbox', query: 'view=local&place=inbox' },
  { name: 'local-sessions', query: 'view=local&place=sessions', height: 1100 },
  { name: 'new-session', query: 'view=local&place=start', height: 900 },
  { name: 'new-session-past', query: 'view=local&place=start', choose: 'Continue an earlier one', height: 900 },
  { name: 'new-session-narrow', query: 'view=local&place=start', width: 420, height: 900 },
  { name: 'session-terminal', query: 'view=local&place=terminal', height: 1000 },
  { name: 'session-crashed', query: 'view=local&place=crashed', height: 1000 },
  { name: 'session-end', query: 'view=local&place=started', press: ['End'], height: 1000 },
  { name: 'journal', query: 'view=full&place=journal' },
  { name: 'settings', query: 'view=full&place=settings', height: 1480 },
  { name: 'update-ready', query: 'view=update-ready&place=settings', at: 'Updates' },
  { name: 'update-held', query: 'view=update-held&place=settings', at: 'Updates' },
  { name: 'update-fetching', query: 'view=update-fetching&place=settings', at: 'Updates' },
  { name: 'update-come', query: 'view=update-come&place=settings', at: 'Updates' },
  { name: 'update-available', query: 'view=update-available&place=settings', at: 'Updates' },
  { name: 'update-expired', query: 'view=update-expired&place=settings', at: 'Updates' },
  { name: 'update-held-german', query: 'view=update-held&place=settings&language=de', at: 'Aktualisierungen' },
  { name: 'help', query: 'view=quiet&place=inbox', key: '?' },
  { name: 'inbox-german', query: 'view=full&place=inbox&language=de', height: 1400 },
  { name: 'ask-german', query: 'view=full&place=inbox&language=de', press: ['Immer …'], height: 1000 },
  { name: 'settings-german', query: 'view=full&place=settings&language=de', height: 1500 },
  { name: 'doctor-german', query: 'view=full&place=doctor&language=de', height: 1300 },
  { name: 'guide-welcome-german', query: 'view=welcome&place=guide&language=de', height: 800 },
  { name: 'guide-connect-german', query: 'view=connect&place=guide&language=de', height: 800 },
  { name: 'guide-try-german', query: 'view=try-causes&place=guide&language=de', height: 900 },
  { name: 'guide-done-german', query: 'view=done&place=guide&language=de' },
  { name: 'narrow', query: 'view=full&place=inbox', width: 420, height: 1200 },
  { name: 'large-text', query: 'view=full&place=inbox', fontSize: '28px', height: 1200 },
];

/** @type {Readonly<Record<string, string>>} */
const MIME = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** @param {string} dir */
async function serve(dir) {
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    // The browser asks for one by itself; the app's own page has none.
    if (pathname === '/favicon.ico') return void response.writeHead(204).end();
    const file = path.join(dir, path.normalize(pathname));
    readFile(file).then(
      (body) => {
        const type = MIME[path.extname(file)] ?? 'application/octet-stream';
        response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY }).end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}

async function main() {
  const args = process.argv.slice(2);
  const only = args.find((each) => each.startsWith('--only='))?.slice('--only='.length) ?? '';
  const outDir = args.find((each) => !each.startsWith('--')) ?? inProject('docs/screenshots');
  await mkdir(outDir, { recursive: true });
  const buildDir = await mkdtemp(path.join(os.tmpdir(), 'gatehouse-gallery-'));
  const bundle = rendererBundle(buildDir);
  await build({ ...bundle, root: inProject('test/renderer/gallery') });
  const site = await serve(path.join(buildDir, 'renderer'));
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  /** @type {string[]} */
  const complaints = [];
  try {
    for (const theme of ['light', 'dark']) {
      for (const screen of SCREENS.filter((each) => each.name.includes(only))) {
        const page = await browser.newPage({
          viewport: { width: screen.width ?? 1120, height: screen.height ?? 760 },
          reducedMotion: 'reduce',
        });
        page.on('console', (message) => {
          if (message.type() === 'error' || message.type() === 'warning')
            complaints.push(`${screen.name}: ${message.text()}`);
        });
        page.on('pageerror', (error) => complaints.push(`${screen.name}: ${error.message}`));
        await page.goto(`${site.url}/index.html?${screen.query}&theme=${theme}`);
        await page.getByRole('region').first().waitFor();
        if (screen.fontSize !== undefined)
          await page.evaluate((size) => (document.documentElement.style.fontSize = size), screen.fontSize);
        for (const name of screen.press ?? []) await page.getByRole('button', { name, exact: true }).first().click();
        if (screen.type !== undefined) {
          await page.getByLabel(screen.type.label, { exact: true }).fill(screen.type.text);
          await page.getByRole('button', { name: screen.type.press, exact: true }).click();
        }
        if (screen.choose !== undefined) await page.getByLabel(screen.choose, { exact: true }).check();
        if (screen.key !== undefined) await page.keyboard.press(screen.key);
        if (screen.at !== undefined)
          await page.getByRole('group', { name: screen.at, exact: true }).evaluate((part) => part.scrollIntoView());
        // Cards rest before they take a decision: pictures show them ready.
        await page.waitForTimeout(700);
        await page.screenshot({ path: path.join(outDir, `${screen.name}-${theme}.png`) });
        await page.close();
      }
    }
  } finally {
    await browser.close();
    site.close();
    await rm(buildDir, { recursive: true, force: true });
  }
  if (complaints.length > 0) throw new Error(`the page complained:\n${[...new Set(complaints)].join('\n')}`);
}

await main();
