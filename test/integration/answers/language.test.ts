import { expect, test } from 'vitest';
import { openRing } from '../../support/ring.ts';

test('a language that is chosen while an ask waits is spoken by tray, notification and view, and the ask stays the same', async () => {
  const ring = await openRing({ transport: 'websocket', connection: { sessions: ['session_a1'] } });
  const session = ring.service.addSession({ id: 'session_a1', title: 'Payments' });
  const app = await ring.start();
  await app.session('a1');
  const ask = session.ask({ toolName: 'Bash', input: { command: 'npm test' } });
  const shown = await app.asked(ask.requestId);
  const notice = () => app.surfaces.standing.get(shown.key);
  expect([app.view.language, notice()?.title]).toEqual(['en', 'Run a command? · Payments']);
  expect(app.surfaces.trayLabels()).toContain('Allow once');

  expect(await app.handlers['settings:change']({ language: 'de' })).toEqual({ ok: true, value: null });
  await app.until(() => app.view.language === 'de', 'German');
  expect(notice()).toMatchObject({
    title: 'Befehl ausführen? · Payments',
    buttons: [
      { key: 'allow', label: 'Erlauben' },
      { key: 'deny', label: 'Ablehnen' },
      { key: 'open', label: 'Öffnen' },
    ],
    silent: true,
  });
  expect(app.surfaces.trayLabels()).toEqual(
    expect.arrayContaining(['Einmal erlauben', 'Ablehnen', 'Ansehen …', 'Gatehouse öffnen', 'Gatehouse beenden']),
  );
  expect(app.view.inbox).toEqual([shown]);

  await app.decide(shown);
  await app.receipt(shown.key, 'confirmed');
  expect((await session.answerTo(ask)).text).toContain('"behavior":"allow"');
});
