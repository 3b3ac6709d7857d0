import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CALL_NAMES } from '../../shared/ipc/channels.ts';
import { openDesk, type OpenDesk, type PageBridge } from '../support/open-desk.ts';
import { seededRandom } from '../support/seeded-random.ts';

describe('the calls of the page', () => {
  let open: OpenDesk;
  let session: OpenDesk['session'];
  let app: OpenDesk['app'];
  let page: OpenDesk['page'];

  beforeAll(async () => {
    open = await openDesk('Payments API');
    ({ session, app, page } = open);
  });

  afterAll(() => open.stop());

  const call = (name: string, input?: unknown) =>
    page.evaluate(([callName, argument]) => (Reflect.get(window, 'bridge') as PageBridge).call(callName, argument), [
      name,
      input,
    ] as const);

  test('changes nothing and learns only codes by two hundred calls with arguments nobody meant', async () => {
    const ask = session.ask({ input: { command: 'echo guarded' } });
    await page.locator('article.ask').filter({ hasText: 'echo guarded' }).waitFor();
    const random = seededRandom(7).fraction;
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
    const strange: readonly unknown[] = [
      null,
      -1,
      1e308,
      '',
      'x'.repeat(5000),
      [],
      [[]],
      {},
      { key: 'work/none/none/0' },
      { key: '__proto__' },
      { key: { toString: 1 } },
      { key: 'a', inputHash: 'b', decision: { tag: 'allow' } },
      { key: 'a', inputHash: '0'.repeat(64), decision: { tag: 'allow', more: 1 } },
      { key: 'a', inputHash: '0'.repeat(64), decision: { tag: 'allow' } },
      { connectionId: '../x' },
      { untilMs: 'soon' },
      { draftId: 'none' },
      JSON.parse('{"__proto__":{"polluted":true},"constructor":1}'),
      { notifications: { enabled: 'no' } },
      { theme: 'pink' },
      { url: 'file:///etc/passwd' },
      { url: 'javascript:alert(1)' },
      { connection: { kind: 'ccr' } },
      { key: 'a', from: -1, count: 1e9 },
      { text: 'a', before: null, count: 100_000 },
    ];
    const names = CALL_NAMES.filter(
      (name) => name !== 'state:snapshot' && name !== 'journal:export' && name !== 'session:watch',
    );
    const before = await call('state:snapshot');
    const calls = Array.from({ length: 200 }, () => [pick(names), pick(strange)] as const);
    const answers = [];
    // Two halves, since the page may make 200 calls a second and makes some of its own.
    for (const half of [calls.slice(0, 100), calls.slice(100)]) {
      answers.push(
        ...(await page.evaluate(
          async (list) =>
            Promise.all(
              list.map(async ([name, input]) => (Reflect.get(window, 'bridge') as PageBridge).call(name, input)),
            ),
          half,
        )),
      );
      await page.waitForTimeout(1_050); // the limit counts by the second; there is no event for its end
    }
    const harmless = new Set(['problem:dismiss', 'settings:change']);
    for (const [index, answer] of answers.entries()) {
      const [name] = calls[index] ?? ['', null];
      if (answer.ok) expect(harmless, `${name} took ${JSON.stringify(calls[index]?.[1])}`).toContain(name);
      else expect(answer.error?.code, name).toMatch(/^[a-z-]+$/);
      expect(JSON.stringify(answer)).not.toMatch(/\/home|\/root|\.ts:|at .*\(/);
    }
    expect(answers.filter(({ ok }) => ok).length).toBeLessThan(40);
    const kept = (view: unknown) => {
      const { inbox, settings, connections } = (
        view as { value: { inbox: unknown; settings: unknown; connections: unknown } }
      ).value;
      return { inbox, settings, connections };
    };
    expect(kept(await call('state:snapshot'))).toEqual(kept(before));
    expect(session.answers.filter(({ requestId }) => requestId === ask.requestId)).toEqual([]);
    session.cancel(ask.requestId);
  });

  test('is answered no more after two hundred calls in one second', async () => {
    const refused = await page.evaluate(async () => {
      const bridge = Reflect.get(window, 'bridge') as PageBridge;
      const answers = await Promise.all(
        Array.from({ length: 400 }, () => bridge.call('inbox:detail', { key: 'none' })),
      );
      return answers.filter(({ error }) => error?.message === 'too-many-calls').length;
    });
    expect(refused).toBeGreaterThan(100);
    await expect.poll(async () => (await call('state:snapshot')).ok, { timeout: 5_000 }).toBe(true);
  });

  test('is the only page that is answered: another window and a frame of another origin are strangers', async () => {
    const answer = await app.electron.evaluate(async ({ app: electron, BrowserWindow }) => {
      const other = new BrowserWindow({
        show: false,
        webPreferences: {
          preload: `${electron.getAppPath()}/out/preload/index.cjs`,
          sandbox: true,
          contextIsolation: true,
        },
      });
      await other.loadURL('app://ui/index.html');
      const said: unknown = await other.webContents.executeJavaScript("bridge.call('state:snapshot')");
      other.destroy();
      return said;
    });
    expect(answer).toEqual({ ok: false, error: { code: 'bad-request', message: 'stranger' } });
    const frame = await page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          const made = document.createElement('iframe');
          made.src = 'about:blank';
          made.addEventListener('load', () => resolve(made.contentWindow !== null && 'bridge' in made.contentWindow));
          document.body.append(made);
        }),
    );
    expect(frame).toBe(false);
  });
});
