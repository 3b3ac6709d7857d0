import type { Release, UpdateFault, UpdatesOff, UpdateState } from '../../shared/model/update.ts';
import { err } from '../../shared/result.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { Updater } from '../ports/updater.ts';
import type { Fetch } from './bounded-fetch.ts';
import type { Channel } from './channel.ts';
import { isWhole } from './download.ts';
import { fetchManifest } from './fetch-manifest.ts';
import { judge } from './judge.ts';
import type { Manifest, PackageFile } from './manifest.ts';
import { offerOf, type PackageHand } from './package-hand.ts';
import type { UpdateRecord, UpdateRecordFile } from './update-record.ts';
import { compareVersions, newest } from './version.ts';

/** A package that lies here and was checked. */
interface Fetched {
  readonly release: Release;
  readonly file: PackageFile;
  readonly path: string;
}

export interface PackageUpdaterParts {
  readonly channel: Channel;
  readonly hand: PackageHand;
  readonly record: UpdateRecordFile;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly log: Logger;
  readonly system: string;
  readonly arch: string;
  /** Asked before each check: somebody else may bring the new versions. */
  readonly whyOff: () => Promise<UpdatesOff | null>;
}

/** Looks for new versions, believes only what is signed, and hands to the system only what it believes. */
export function createPackageUpdater(parts: PackageUpdaterParts): Updater {
  const { channel, hand, clock, log } = parts;
  const ending = new AbortController();
  const listeners = new Set<(state: UpdateState) => void>();
  let state: UpdateState = { tag: 'current', checkedAtMs: null };
  let fetched: Fetched | null = null;
  let checking: Promise<void> | null = null;
  let updatedTo: Release | null = null;

  function set(next: UpdateState): void {
    if (ending.signal.aborted) return;
    state = next;
    for (const listener of listeners) listener(state);
  }
  const current = (checkedAtMs: number | null) =>
    set({ tag: 'current', checkedAtMs, ...(updatedTo !== null && { updatedTo }) });
  function fail(fault: UpdateFault, goodUntilMs?: number): void {
    log.warn('update-refused', { code: fault });
    // What lies here was checked by itself: a later list that cannot be believed takes nothing away from it.
    if (fetched !== null) return ready(fetched);
    set({ tag: 'failed', fault, checkedAtMs: clock.nowMs(), ...(goodUntilMs !== undefined && { goodUntilMs }) });
  }
  function ready({ release }: Fetched): void {
    set({ tag: 'ready', release, waitsFor: 'person', asksPassword: hand.installs === 'with-password' });
  }

  let record: UpdateRecord = { floor: channel.version, notBeforeMs: 0, ran: channel.version, installing: null };
  async function keep(change: Partial<UpdateRecord>): Promise<void> {
    record = { ...record, ...change };
    await parts.record.write(record);
  }

  /** What the last run left: whether the installation that it began is what runs now. */
  async function begin(): Promise<void> {
    const last = await parts.record.read();
    const { version } = channel;
    const { floor, notBeforeMs } = last ?? record;
    record = { floor: newest(floor, version), notBeforeMs, ran: version, installing: null };
    if (last !== null && compareVersions(version, last.ran) > 0) {
      updatedTo = last.installing?.version === version ? last.installing : { version, notes: '' };
      log.info('updated', { state: version });
      current(null);
      await hand.forget();
    } else if (last?.installing && last.installing.version !== version) fail('not-installed');
    if (JSON.stringify(last) !== JSON.stringify(record)) await keep({});
  }
  const begun = begin();

  /** What a look would say now comes too late: the person has begun to install what was ready. */
  const isOver = () => ending.signal.aborted || state.tag === 'installing';

  async function look(feedUrl: string | null): Promise<void> {
    await begun;
    const whyOff = await parts.whyOff();
    if (isOver()) return;
    if (whyOff !== null) return set({ tag: 'off', why: whyOff });
    const url = feedUrl ?? channel.url;
    if (url === null) return set({ tag: 'off', why: 'no-channel' });
    if (fetched === null) set({ tag: 'checking' });
    const baseUrl = folderOf(url);
    const manifest = await fetchManifest(
      { fetch: parts.fetch, clock },
      { baseUrl, keys: channel.keys, signal: ending.signal },
    );
    if (isOver()) return;
    if (!manifest.ok) return fail(manifest.error);
    await weigh(manifest.value, baseUrl);
  }

  async function weigh(manifest: Manifest, baseUrl: URL): Promise<void> {
    const { product, name, version: running } = channel;
    const { system, arch } = parts;
    const { kind } = hand;
    // It was signed at that time, so it cannot be earlier now, whatever this computer's clock says.
    const notBeforeMs = Math.max(record.notBeforeMs, manifest.releasedAt);
    const nowMs = Math.max(clock.nowMs(), notBeforeMs);
    const judgement = judge(manifest, {
      product,
      channel: name,
      running,
      floor: record.floor,
      system,
      arch,
      kind,
      nowMs,
    });
    if (record.notBeforeMs !== notBeforeMs) await keep({ notBeforeMs });
    if (isOver()) return;
    if (judgement.tag === 'refused')
      return fail(judgement.fault, judgement.fault === 'expired' ? manifest.expiresAt : undefined);
    if (record.floor !== manifest.version) await keep({ floor: newest(record.floor, manifest.version) });
    if (isOver()) return;
    log.info('update-found', { state: manifest.version });
    if (judgement.tag === 'current') return current(nowMs);
    const release = releaseOf(manifest);
    if (hand.installs === 'by-itself') return set({ tag: 'available', release, checkedAtMs: nowMs });
    if (fetched?.file.sha512 !== judgement.file.sha512) await fetch(manifest, judgement.file, baseUrl);
    if (fetched !== null) ready(fetched);
  }

  async function fetch(manifest: Manifest, file: PackageFile, baseUrl: URL): Promise<void> {
    const release = releaseOf(manifest);
    fetched = null;
    set({ tag: 'downloading', release, percent: 0 });
    const got = await hand.fetch(offerOf(manifest, file, baseUrl), (percent) =>
      set({ tag: 'downloading', release, percent }),
    );
    if (got.ok) fetched = { release, file, path: got.value };
    else fail(got.error);
  }

  async function install(mayRestart: () => Promise<void>): Promise<UpdateFault | null> {
    if (fetched === null) return 'not-installed';
    const { release, file, path } = fetched;
    set({ tag: 'installing', release, heldBy: null });
    if (!(await isWhole(path, file))) return 'tampered';
    await keep({ installing: release });
    log.info('update-installing', { state: release.version });
    const installed = await hand.install(path, file);
    if (!installed.ok) {
      await keep({ installing: null });
      return installed.error;
    }
    await mayRestart();
    hand.startAgain();
    return null;
  }

  return {
    get state() {
      return state;
    },
    onChange(listener) {
      const entry = (next: UpdateState) => listener(next);
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    async check(feedUrl) {
      if (state.tag === 'installing') return;
      checking ??= look(feedUrl).finally(() => (checking = null));
      await checking;
    },
    async install(mayRestart) {
      if (state.tag !== 'ready') return err('not-ready');
      const fault = await install(mayRestart);
      if (fault === null) return new Promise(() => undefined);
      log.warn('update-not-installed', { code: fault });
      // What the person said no to is offered again at the next look; anything else is fetched anew.
      if (fault !== 'refused') fetched = null;
      set({ tag: 'failed', fault, checkedAtMs: clock.nowMs() });
      return err(fault === 'refused' ? 'refused' : 'not-ready');
    },
    forgetNews() {
      updatedTo = null;
      if (state.tag === 'current') current(state.checkedAtMs);
    },
    stop() {
      ending.abort();
      listeners.clear();
    },
  };
}

function releaseOf({ version, notes, pageUrl }: Manifest): Release {
  return { version, notes, ...(pageUrl !== undefined && { pageUrl }) };
}

/** The address as a folder: what stands in it is named beside, not instead of, its last part. */
function folderOf(url: string): URL {
  const folder = new URL(url);
  folder.search = '';
  folder.hash = '';
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  return folder;
}
