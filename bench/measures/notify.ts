/** From the ask leaving the service to the call at the notification daemon, and from a click there to the answer. */
import { projectDir } from '../../build/bundle/project-paths.mjs';
import { startDesk } from '../../test/support/desk.ts';
import { startApp } from '../kit/electron-app.ts';
import { startFarSide } from '../kit/far-side.ts';
import { deliver, plainFigure, type Figure } from '../kit/figure.ts';
import { askText, cancelText, connectionTo } from '../kit/service.ts';
import { machineMs } from '../far-side/orders.ts';
import { quantile } from '../kit/statistics.ts';

const ASKS = 100;
const WARM_UP = 10;
const figures: Figure[] = [];

const farSide = await startFarSide();
const desk = await startDesk();
for (const transport of ['websocket', 'sse'] as const) {
  const id = `session_${transport}`;
  const opened = farSide.hear('reader', (report) => report.id === id);
  const app = await startApp(desk, projectDir, {
    config: { connections: [connectionTo(farSide.baseUrl, transport, [id])] },
  });
  await opened;
  const shownMs: number[] = [];
  const answeredMs: number[] = [];
  for (let turn = -WARM_UP; turn < ASKS; turn++) {
    const requestId = `${transport}-${turn}`;
    const said = farSide.hear('said');
    const shown = desk.notifications
      .shown(({ body }) => body.includes(`make ${requestId}`))
      .then((notification) => ({
        notification,
        atMs: machineMs(),
      }));
    farSide.tell({ tag: 'say', id, text: askText(requestId, { command: `make ${requestId}` }) });
    const [{ atMs: saidAtMs }, { notification, atMs }] = await Promise.all([said, shown]);
    if (turn >= 0) shownMs.push(atMs - saidAtMs);
    if (turn % 2 === 0) {
      const answered = farSide.hear('answered', (report) => report.requestId === requestId);
      const clickedMs = machineMs();
      await desk.notifications.invoke(notification.id, 'allow');
      const answer = await answered;
      if (turn >= 0) answeredMs.push(answer.atMs - clickedMs);
    }
    farSide.tell({ tag: 'say', id, text: cancelText(requestId) });
    if (turn % 2 !== 0) await desk.notifications.withdrawn(notification.id);
  }
  await app.stop();
  const p99 = (values: readonly number[]) => `p99 ${quantile(values, 0.99).toFixed(1)} ms`;
  const group = `the built app on its desktop, ${transport}`;
  figures.push(
    plainFigure({ group, name: 'ask sent -> Notify called, p50', unit: 'ms', aim: 10, note: p99(shownMs) }, shownMs),
    plainFigure({ group, name: 'click -> answer at the service, p50', unit: 'ms', note: p99(answeredMs) }, answeredMs),
  );
}
await desk.stop();
farSide.stop();
deliver(figures);
