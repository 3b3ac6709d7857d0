import type { Gatehouse } from '../app/gatehouse.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import { createSettingsFollower } from './app/follow-settings.ts';
import { followNetwork } from './app/network-events.ts';
import { followPower, type PowerEvent } from './app/power-events.ts';
import { refreshTimeZone } from './app/time-zone.ts';
import type { SessionBus } from './dbus/session-bus.ts';

/** Tells the app what the computer does, sleep, lock and network, and the computer what the settings say. */
export function followSystem({
  gatehouse,
  bus,
  clock,
  log,
}: {
  readonly gatehouse: Gatehouse;
  /** The session bus on Linux; null elsewhere. */
  readonly bus: SessionBus | null;
  readonly clock: Clock;
  readonly log: Logger;
}): void {
  const { engine, supervisor } = gatehouse;
  const { dispatch } = engine;

  function awake(cause: 'resume' | 'unlock'): void {
    refreshTimeZone();
    gatehouse.lookAtClock();
    supervisor.probeAll(cause);
  }

  function onPower(event: PowerEvent): void {
    log.info('power', { state: event });
    switch (event) {
      case 'suspend':
        return dispatch({ tag: 'suspended' });
      case 'resume':
        return awake(event);
      case 'lock':
        return dispatch({ tag: 'attention-changed', attention: { isLocked: true } });
      case 'unlock':
        dispatch({ tag: 'attention-changed', attention: { isLocked: false } });
        return awake(event);
    }
  }

  followPower(bus, onPower);
  const checkNetwork = followNetwork({
    clock,
    isWaited: () => [...engine.state.registry.connections.values()].some(({ state }) => state.tag === 'retrying'),
    onOnline: () => supervisor.probeAll('online'),
  });
  const followSettings = createSettingsFollower(process.platform, log);
  engine.onChange(({ settings }) => {
    followSettings(settings);
    checkNetwork();
  });
}
