import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type OpenDesk, type PageBridge } from '../support/open-desk.ts';

describe('the page, seen as an enemy', () => {
  let open: OpenDesk;
  let service: OpenDesk['service'];
  let session: OpenDesk['session'];
  let desk: OpenDesk['desk'];
  let app: OpenDesk['app'];
  let page: OpenDesk['page'];

  beforeAll(async () => {
    open = await openDesk('Payments API');
    ({ service, session, desk, app, page } = open);
  });

  afterAll(() => open.stop());

  test('has no way to Node, and a bridge that cannot be changed', async () => {
    const found = await page.evaluate(() => {
      const bridge = Reflect.get(window, 'bridge') as object;
      return {
        names: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
          (name) => name in window,
        ),
        members: Object.keys(bridge).sort(),
        frozen: Object.isFrozen(bridge) || !Reflect.set(bridge, 'call', () => 'mine'),
      };
    });
    expect(found).toEqual({ names: [], members: ['call', 'on'], frozen: true });
    await expect(
      page.evaluate(() => (Reflect.get(window, 'bridge') as PageBridge).call('ELECTRON_BROWSER_REQUIRE')),
    ).rejects.toThrow('no such call');
  });

  test('cannot fetch, open sockets, evaluate text, or turn text into markup or script', async () => {
    const target = `${service.baseUrl}/from-the-page`;
    const outcome = await page.evaluate(async (url) => {
      const blocked = async (attempt: () => unknown) => {
        try {
          await attempt();
          return false;
        } catch {
          return true;
        }
      };
      const viaImage = new Promise((resolve, reject) => {
        const image = new Image();
        image.onload = resolve;
        image.onerror = reject;
        image.src = `${url}/pixel.png`;
      });
      const inline = document.createElement('script');
      const scriptText = await blocked(() => {
        inline.text = 'window.ran = true';
        document.head.append(inline);
      });
      navigator.sendBeacon(url, 'x');
      return {
        fetch: await blocked(() => fetch(url)),
        request: await blocked(
          () =>
            new Promise((resolve, reject) => {
              const request = new XMLHttpRequest();
              request.onload = resolve;
              request.onerror = reject;
              request.open('GET', url);
              request.send();
            }),
        ),
        socket: await blocked(
          () =>
            new Promise((resolve, reject) => {
              const socket = new WebSocket(url.replace('http', 'ws'));
              socket.onopen = resolve;
              socket.onerror = reject;
            }),
        ),
        image: await blocked(() => viaImage),
        evaluated: await blocked(() =>
          Reflect.apply(Reflect.get(window, 'ev' + 'al') as (text: string) => unknown, window, ['1']),
        ),
        made: await blocked(() => Reflect.construct(Function, ['return 1'])),
        markup: await blocked(() => (document.createElement('div').innerHTML = '<b>x</b>')),
        scriptText,
        ran: Reflect.has(window, 'ran'),
      };
    }, target);
    expect(outcome).toEqual({
      fetch: true,
      request: true,
      socket: true,
      image: true,
      evaluated: true,
      made: true,
      markup: true,
      scriptText: true,
      ran: false,
    });
    expect(service.requests.filter(({ path }) => path.startsWith('/from-the-page'))).toEqual([]);
  });

  test('gets no file outside its folder through its own scheme', async () => {
    const statuses = await app.electron.evaluate(
      async ({ net }, paths) => {
        const found: number[] = [];
        for (const path of paths) found.push((await net.fetch(`app://${path}`)).status);
        return found;
      },
      [
        'ui/index.html',
        'ui/../package.json',
        'ui/%2e%2e/package.json',
        'ui/..%2f..%2fpackage.json',
        'ui/%2fetc%2fpasswd',
        'ui/.git/config',
        'other/index.html',
        'ui/index.html%00.js',
      ],
    );
    expect(statuses[0]).toBe(200);
    expect(statuses.slice(1)).toEqual(statuses.slice(1).map(() => 404));
  });

  test('cannot open a window, leave its address, or ask for a device', async () => {
    const windows = app.electron.windows().length;
    const opened = await page.evaluate(async (url) => {
      const made = window.open(url) !== null;
      window.location.href = url;
      const link = document.createElement('a');
      link.href = url;
      document.body.append(link);
      link.click();
      const permission = await Notification.requestPermission();
      return { made, permission };
    }, service.baseUrl);
    expect(opened).toEqual({ made: false, permission: 'denied' });
    expect(app.electron.windows()).toHaveLength(windows);
    expect(page.url()).toMatch(/^app:\/\/ui\//);
  });

  test("cannot have another program's sign-in sent to a host of its own: the system's dialog asks, and leaving it is a no", async () => {
    await app.electron.evaluate(({ dialog }) => {
      const asked: unknown[] = [];
      Reflect.set(globalThis, 'asked', asked);
      // In place of a person who closes the box.
      Reflect.set(dialog, 'showMessageBox', (...given: unknown[]) => {
        const options = given.at(-1) as Electron.MessageBoxOptions;
        asked.push(options);
        return Promise.resolve({ response: options.cancelId, checkboxChecked: false });
      });
    });
    const codes = await page.evaluate(async () => {
      const bridge = Reflect.get(window, 'bridge') as PageBridge;
      const evil = {
        id: 'evil',
        kind: 'ccr',
        name: 'Anthropic',
        baseUrl: 'https://api.anthrop\u0456c.com',
        credentials: { claudeCredentialsFile: '~/.claude/.credentials.json' },
      };
      const tested = await bridge.call('connection:test', { connection: evil });
      const saved = await bridge.call('connection:save', { connection: evil });
      return [tested.error?.code, saved.error?.code];
    });
    expect(codes).toEqual(['not-confirmed', 'not-confirmed']);
    const asked = await app.electron.evaluate(() => Reflect.get(globalThis, 'asked') as Electron.MessageBoxOptions[]);
    expect(asked).toHaveLength(2);
    expect(asked[0]).toMatchObject({
      message: 'Sign in to api.xn--anthropc-zhh.com (api.anthrop⟨U+0456⟩c.com)?',
      buttons: ['Cancel', 'Sign in there'],
      defaultId: 0,
      cancelId: 0,
    });
  });

  test('comes back with the open ask after its process was killed, and the engine never noticed', async () => {
    const ask = session.ask({ input: { command: 'echo survived' } });
    await desk.notifications.shown(({ body }) => body.includes('echo survived'));
    const crashed = page.waitForEvent('crash');
    await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    await crashed;
    const during = session.ask({ input: { command: 'echo meanwhile' } });
    const { id } = await desk.notifications.shown(({ body }) => body.includes('echo meanwhile'));
    await desk.notifications.invoke(id, 'deny');
    expect((await session.answerTo(during)).result).toMatchObject({ behavior: 'deny' });
    // The debugger does not follow a page into its next process, so it is asked through the main process.
    await expect
      .poll(
        () =>
          app.electron.evaluate(
            ({ BrowserWindow }) =>
              BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
                "document.querySelector('article.ask')?.textContent ?? ''",
              ) as Promise<string>,
          ),
        { timeout: 10_000 },
      )
      .toContain('echo survived');
    session.cancel(ask.requestId);
  });
});
