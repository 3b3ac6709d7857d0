import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { doctorJson, doctorText } from '../../../main/app/doctor-text.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { createLogFile } from '../../../main/storage/log-file.ts';
import type { DoctorReport } from '../../../shared/model/doctor.ts';
import { canariesIn } from '../../support/canary.ts';
import { startCcrService, type CcrService } from '../../support/ccr-service/index.ts';
import { startHeadless } from '../../support/headless.ts';

/** Written as our own codes are, so that nothing is left out only because of how it looks. */
const CANARIES = {
  user: 'zqkanari-user-abc',
  title: 'zqkanari-title-bcd',
  cwd: 'zqkanari-cwd-cde',
  host: 'zqkanari-host-def',
  command: 'zqkanari-command-efg',
  claim: 'zqkanari-claim-fgh',
  token: 'zqkanari-token-ghi',
  secretKey: 'zqkanari-secretkey-hij',
  urlToken: 'zqkanari-urltoken-ijk',
  connectionName: 'zqkanari-connection-jkl',
  organization: 'zqkanari-organization-klm',
  reason: 'zqkanari-reason-lmn',
  edited: 'zqkanari-edited-mno',
  message: 'zqkanari-message-nop',
  draft: 'zqkanari-draft-opq',
  environment: 'zqkanari-environment-pqr',
  wrongValue: 'zqkanari-wrongvalue-qrs',
  wrongKey: 'zqkanari-wrongkey-rst',
  tool: 'zqkanari-tool-stu',
  shortcut: 'zqkanari-shortcut-tuv',
  answer: 'zqkanari-answer-uvw',
};
/** Names that the log tells things apart by. They stay on this computer: the export has numbers instead. */
const IDS = { connectionId: 'zqkanari-id-vwx', sessionId: 'session_zqkanari-session-wxy', askId: 'zqkanari-ask-xyz' };

const homeDir = join(mkdtempSync(join(tmpdir(), 'gatehouse-canary-')), CANARIES.user);
const profileDir = join(homeDir, 'profile');
const exportPath = join(homeDir, 'export', 'diagnostics.json');

let service: CcrService;
let app: Awaited<ReturnType<typeof startHeadless>>;
let report: DoctorReport;

beforeAll(async () => {
  mkdirSync(join(homeDir, 'export'), { recursive: true });
  mkdirSync(profileDir, { recursive: true });
  // What cannot be written is logged with the reason that the system gives, which holds the path.
  mkdirSync(join(profileDir, 'drafts.json.new', 'full'), { recursive: true });
  writeFileSync(join(profileDir, 'gateway.json'), CANARIES.wrongValue);
  service = await startCcrService({ token: CANARIES.token });
  const session = service.addSession({ id: IDS.sessionId, title: CANARIES.title, cwd: `/srv/${CANARIES.cwd}` });
  const name = CANARIES.connectionName;
  const key = `${CANARIES.secretKey} no key`;
  const ccr = { kind: 'ccr', name, transport: 'sse', credentials: { accessToken: CANARIES.token } };
  const log = createLogFile({ dirPath: join(profileDir, 'logs'), clock: systemClock, homeDir });
  app = await startHeadless({
    profileDir,
    logFile: log,
    environment: { SOME_VARIABLE: CANARIES.environment, HTTPS_PROXY: `http://u:${CANARIES.environment}@127.0.0.1:1` },
    config: {
      [CANARIES.wrongKey]: 1,
      theme: CANARIES.wrongValue,
      shortcut: `Ctrl+${CANARIES.shortcut}`,
      notifications: { quietHours: { enabled: false, from: CANARIES.wrongValue, to: '1' } },
      connections: [
        { ...ccr, id: IDS.connectionId, baseUrl: service.baseUrl, organizationUuid: CANARIES.organization },
        { ...ccr, id: 'down', baseUrl: `http://localhost:1/${CANARIES.urlToken}?token=${CANARIES.urlToken}` },
        { ...ccr, id: 'away', enabled: false, baseUrl: `https://${CANARIES.host}.example/` },
        { ...ccr, id: 'bad', baseUrl: `https://u:${CANARIES.wrongValue}@x.example/` },
        { ...ccr, id: 'file', baseUrl: service.baseUrl, credentials: { claudeCredentialsFile: join(homeDir, 'none') } },
        { id: 'phone', kind: 'happy', name, serverUrl: 'http://127.0.0.1:1', credentials: { secretKey: key } },
        { id: 'here', kind: 'local', name, configDir: join(homeDir, CANARIES.cwd), [CANARIES.wrongKey]: true },
      ],
    },
  });
  await app.session(IDS.sessionId);

  const input = { command: `echo ${CANARIES.command}`, url: `https://h.example/?token=${CANARIES.urlToken}` };
  const asked = (requestId: string) => {
    session.ask({ requestId, toolName: CANARIES.tool, input, description: CANARIES.claim });
    return app.asked(requestId);
  };
  const denied = await asked(IDS.askId);
  await app.decide(denied, { tag: 'deny', reason: CANARIES.reason, stop: false });
  await app.receipt(denied.key, 'confirmed');
  const edited = await asked(`${IDS.askId}-2`);
  await app.decide(edited, { tag: 'allow', editedInputJson: JSON.stringify({ command: CANARIES.edited }) });
  await app.receipt(edited.key, 'confirmed');
  const again = await app.decide(edited, { tag: 'deny', stop: false });
  expect(again.ok).toBe(false);
  const question = { question: CANARIES.answer, header: 'h', options: [{ label: 'a', description: CANARIES.answer }] };
  session.ask({ requestId: `${IDS.askId}-3`, toolName: 'AskUserQuestion', input: { questions: [question] } });
  const put = await app.asked(`${IDS.askId}-3`);
  await app.decide(put, { tag: 'answer', answers: [{ question: CANARIES.answer, answer: CANARIES.answer }] });
  await app.receipt(put.key, 'confirmed');

  const { sessionKey } = denied;
  await app.handlers['session:send-message']({ key: sessionKey, text: CANARIES.message });
  await service.stop();
  await app.handlers['session:send-message']({ key: sessionKey, text: CANARIES.draft });
  await app.until(() => app.log.lines.some((line) => line.includes('drafts-')), 'a line about the drafts');

  Object.assign(app.surfaces.windows, { chooseExportPath: () => Promise.resolve(exportPath) });
  const looked = await app.handlers['doctor:look'](undefined);
  if (!looked.ok) throw new Error('the Doctor did not look');
  report = looked.value;
  expect(await app.handlers['doctor:export'](undefined)).toEqual({ ok: true, value: { written: true } });
  log.flush();
});
afterAll(async () => {
  await app.stop();
  rmSync(join(homeDir, '..'), { recursive: true, force: true });
});

test('the export holds what helps, and none of what people said, named or kept secret', () => {
  const text = readFileSync(exportPath, 'utf8');
  expect(canariesIn(text, { ...CANARIES, ...IDS })).toEqual([]);
  expect(statSync(exportPath).mode & 0o777).toBe(0o600);
  const told = JSON.parse(text) as Record<string, unknown>;
  expect(told).toMatchObject({
    format: 'gatehouse-diagnostics',
    formatVersion: 1,
    managed: expect.arrayContaining(['connections']),
    problems: expect.arrayContaining(['config-invalid']),
  });
  const { settings, log } = told as { settings: { connections: unknown[] }; log: Record<string, unknown>[] };
  expect(settings.connections.slice(0, 3)).toMatchObject([
    { kind: 'ccr', address: 'http on this computer', credentials: 'accessToken', organization: true },
    { kind: 'ccr', address: 'http on this computer' },
    { kind: 'ccr', enabled: false, address: 'https' },
  ]);
  const decided = log.filter(({ event }) => event === 'decided');
  expect(decided).toMatchObject([
    { ask: 'ask 1', state: 'deny', surface: 'window' },
    { ask: 'ask 2', state: 'allow' },
    { ask: 'ask 3', state: 'answer' },
  ]);
});

test('what --doctor prints, as text and as JSON, holds none of it, and names the causes', () => {
  const printed = `${doctorText(report, true)}\n${doctorJson(report, true)}`;
  expect(canariesIn(printed, { ...CANARIES, ...IDS })).toEqual([]);
  const found = report.checks.map(({ id, finding }) => `${id} ${finding}`);
  expect(found).toEqual(
    expect.arrayContaining([
      'connections refused',
      'connections credentials-file-missing',
      'connections key-unreadable',
      'config invalid',
    ]),
  );
});

test('the folder of logs holds none of it but the ids that tell connections, sessions and asks apart', () => {
  const dir = join(profileDir, 'logs');
  const text = readdirSync(dir).map((name) => readFileSync(join(dir, name), 'utf8'));
  expect(text.join('')).toContain('"event":"decided"');
  expect(canariesIn(text.join(''), CANARIES)).toEqual([]);
});

test('the problems in the window name the file that is to be mended and the key that is not known, and nothing else', () => {
  const { user, wrongKey, ...others } = CANARIES;
  const text = JSON.stringify(app.view.problems);
  expect(canariesIn(text, others)).toEqual([]);
  expect([text.includes(user), text.includes(wrongKey)]).toEqual([true, true]);
});
