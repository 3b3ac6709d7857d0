import '../../renderer/without-eval.ts';
import '../../renderer/styles/window.css';
import { cleanup, render } from 'vitest-browser-react';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import { App } from '../../renderer/app.tsx';
import { startMirror } from '../../renderer/store/app-store.ts';
import { startForgetting } from '../../renderer/store/detail-cache.ts';
import type { Place } from '../../shared/ipc/contract.ts';
import type { AppView } from '../../shared/model/app-view.ts';
import type { FakeBridge } from '../support/fake-bridge.ts';
import type { SampleAsk } from './sample-asks.ts';
import { sampleBridge } from './sample-bridge.ts';

let stops: (() => void)[] = [];

/** Closes the window of the test before; nothing of it stays. */
export async function closeWindow(): Promise<void> {
  await cleanup();
  for (const stop of stops) stop();
  stops = [];
}

export interface Opened {
  readonly fake: FakeBridge;
  /** Main tells a new view. */
  readonly show: (view: AppView) => void;
}

/** Opens the whole window as main would: a view, the asks behind it, and the place to be at. */
export async function openWindow(view: AppView, asks: readonly SampleAsk[] = [], place?: Place): Promise<Opened> {
  await closeWindow();
  await page.viewport(1120, 800);
  const fake = sampleBridge(view, asks, Date.now());
  Object.assign(window, { bridge: fake.bridge });
  stops = [startMirror(), startForgetting()];
  await render(
    <div style={{ height: '100vh' }}>
      <App />
    </div>,
  );
  await expect.element(page.getByRole('navigation').first()).toBeInTheDocument();
  if (place !== undefined) fake.fire('window:show', place);
  return { fake, show: (next) => fake.fire('state:changed', next) };
}
