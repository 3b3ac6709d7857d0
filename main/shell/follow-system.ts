import type { Gatehouse } from '../app/gatehouse.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import { createSettingsFollower } from './app/follow-settings.ts';
import { followNetwork } from './app/network-events.ts';
import { followPower, type PowerEvent } from './app/power-events.ts';
import { refreshTimeZone } from './app/time-zone.ts';
import { followNetworkManager } from './dbus/network-manager.ts';
import type { SessionBus } from './dbus/session-bus.ts';
import { openSystemBus } from './dbus/system-bus.ts';

/**
 * Tells the app what the computer does, sleep, lock and network, and the computer what the settings say.
 *
 * @returns ends it
 */
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
}): () => void {
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

  function onNetwork(): void {
    log.info('network-back');
    supervisor.probeAll('online');
  }

  const stopPower = followPower(bus, onPower);
  // Linux says it; elsewhere, and where NetworkManager is not in charge, it has to be looked for.
  const systemBus = process.platform === 'linux' ? openSystemBus({ clock, log }) : null;
  const stopNetworkManager = systemBus === null ? null : followNetworkManager(systemBus, onNetwork);
  const network = followNetwork({
    clock,
    isWaited: () => [...engine.state.registry.connections.values()].some(({ state }) => state.tag === 'retrying'),
    onOnline: onNetwork,
  });
  const followSettings = createSettingsFollower(process.platform, log);
  const stopSettings = engine.onChange(({ settings }) => {
    followSettings(settings);
    network.check();
  });
  return () => {
    stopPower();
    stopNetworkManager?.();
    systemBus?.close();
    network.stop();
    stopSettings();
  };
}
