import type { ConnectionTest } from '../../../model/connection-test.ts';
import type { ConnectionState, SignInReason } from '../../../model/connection.ts';
import type { connectionWords as english } from '../../en/window/connections.ts';
import type { Wording } from '../../wording.ts';
import { plural } from '../figures.ts';
import { commonWords } from './common.ts';

const signInReasons: Record<SignInReason, string> = {
  'no-token': 'Dafür ist kein Token gespeichert.',
  refused: 'Der Dienst hat den Token nicht angenommen.',
  'credentials-file-missing':
    'Die Anmeldedatei von Claude Code wurde nicht gefunden. Melden Sie sich zuerst mit Claude Code auf diesem Computer an.',
  'credentials-file-unreadable': 'Die Anmeldedatei von Claude Code konnte nicht gelesen werden.',
  'credentials-file-without-token':
    'Die Anmeldedatei von Claude Code enthält keinen Token. Melden Sie sich noch einmal mit Claude Code an.',
  'key-unreadable': 'Was dafür gespeichert ist, kann nicht gelesen werden. Melden Sie sich noch einmal an.',
};

/** Where an account has a key, not a token. */
const keyReasons: Record<SignInReason, string> = {
  'no-token':
    'Dieser Computer hat keinen Schlüssel dafür: Das Konto ist abgemeldet, oder der Schlüssel war nur im Arbeitsspeicher.',
  refused: 'Der Server hat den Schlüssel nicht angenommen.',
  'credentials-file-missing':
    'Die Schlüsseldatei des Befehls „happy“ wurde nicht gefunden. Melden Sie sich auf diesem Computer mit happy an, oder koppeln Sie mit dem Telefon.',
  'credentials-file-unreadable': 'Die Schlüsseldatei des Befehls „happy“ konnte nicht gelesen werden.',
  'credentials-file-without-token':
    'Der Befehl „happy“ dieses Computers hat keinen Schlüssel, der Sitzungen lesen kann. Koppeln Sie stattdessen mit dem Telefon.',
  'key-unreadable':
    'Was als geheimer Schlüssel dieses Kontos angegeben ist, ist kein Schlüssel. Melden Sie sich noch einmal an.',
};

const testProblems: Record<NonNullable<ConnectionTest['problem']>, string> = {
  unreachable: 'Der Dienst ist nicht erreichbar. Prüfen Sie die Adresse und das Netz.',
  tls: 'Der gesicherten Verbindung war nicht zu trauen. Prüfen Sie die Adresse und das Zertifikat.',
  unauthorized: 'Der Dienst hat den Token nicht angenommen.',
  forbidden: 'Der Token gilt, aber dieses Konto hat auf die Sitzungen keinen Zugriff.',
  'not-a-ccr-service': 'Etwas hat geantwortet, aber es ist kein Dienst für Claude Code Remote.',
  'not-a-happy-server': 'Etwas hat geantwortet, aber es ist kein Happy-Server.',
  'no-token': 'Zum Anmelden fehlt ein Token.',
  'rate-limited': 'Der Dienst bittet um weniger Anfragen. Versuchen Sie es in einer Minute noch einmal.',
};

const keyTestProblems: Partial<typeof testProblems> = {
  unauthorized: 'Der Server hat den Schlüssel nicht angenommen.',
  forbidden: 'Der Server kennt das Konto, gibt ihm aber keinen Zugriff.',
  'no-token': 'Zum Anmelden fehlt ein Schlüssel. Melden Sie sich zuerst an.',
};

const stateWords = (state: ConnectionState, inTime: string): string => {
  switch (state.tag) {
    case 'off':
      return 'aus';
    case 'connecting':
      return 'verbindet sich';
    case 'live':
      return 'verbunden';
    case 'retrying':
      return `nächster Versuch ${inTime}`;
    case 'sign-in-needed':
      return 'Anmeldung nötig';
    case 'failed':
      return 'angehalten';
  }
};

export const connectionWords: Wording<typeof english> = {
  region: 'Verbindungen',
  heading: 'Verbindungen',
  note: 'Woher die Sitzungen kommen, die Gatehouse beobachtet.',
  noneTeach:
    'Sitzungen, die anderswo laufen, kommen von einem Konto oder einem Server: einem Happy-Konto für das, was auch auf Ihrem Telefon steht, oder einer Verbindung für jeden anderen Dienst. Um Gatehouse ohne all das auszuprobieren, schalten Sie in den Einstellungen die Übungssitzungen ein.',
  add: 'Verbindung hinzufügen',
  state: stateWords,
  stateDetail: (state, kind) => {
    if (state.tag === 'retrying' || state.tag === 'failed') return `Grund: ${commonWords.cause(state.cause)}.`;
    if (state.tag !== 'sign-in-needed') return undefined;
    return (kind === 'happy' ? keyReasons : signInReasons)[state.why];
  },
  sessions: (count) => plural(count, 'Sitzung', 'Sitzungen'),
  viewerOnly: 'sieht nur zu',
  managed: 'Durch die verwaltete Konfiguration festgelegt',
  kind: { ccr: 'Claude Code Remote', happy: 'Happy', local: 'Auf diesem Computer' },
  retry: 'Jetzt versuchen',
  edit: 'Bearbeiten',
  remove: 'Entfernen',
  removeConfirm: (name) => `„${name}“ entfernen? Die Sitzungen verlassen Gatehouse; beim Dienst ändert sich nichts.`,
  removeYes: 'Ja, entfernen',
  signIn: 'Anmelden …',
  signInToken: 'Zugangstoken',
  signInSave: 'Anmelden',
  kept: {
    keychain: 'Der Token ist im Schlüsselbund dieses Computers gespeichert.',
    memory:
      'Dieser Computer hat keinen sicheren Schlüsselbund: Der Token bleibt im Arbeitsspeicher, bis Gatehouse endet.',
  },

  formAdd: 'Neue Verbindung',
  formEdit: (name) => `„${name}“ bearbeiten`,
  name: 'Name',
  nameNote: 'Steht neben jeder ihrer Sitzungen.',
  baseUrl: 'Adresse des Dienstes',
  baseUrlNote: 'Beginnt mit https://. Einfaches http nur für diesen Computer selbst.',
  transport: 'Übertragung',
  transports: { auto: 'Automatisch', websocket: 'WebSocket', sse: 'Server-Sent Events' },
  organization: 'Kennung der Organisation (freiwillig)',
  sessionIds: 'Nur diese Sitzungen (freiwillig)',
  sessionIdsNote: 'Eine Sitzungskennung je Zeile. Leer: alle Sitzungen des Kontos.',
  enabled: 'Diese Verbindung beobachten',
  viewerOnlyLabel: 'Nur zusehen',
  viewerOnlyNote: 'Gatehouse antwortet nie darüber, unterbricht nichts und benennt nichts um.',
  moreFields: 'Mehr',
  credentials: 'Anmeldung',
  credentialChoices: {
    stored: 'Ein Zugangstoken, den ich eingebe',
    file: 'Die eigene Anmeldung von Claude Code auf diesem Computer',
  },
  storedNote: {
    keychain: 'Liegt im Schlüsselbund dieses Computers und sonst nirgends.',
    memory:
      'Dieser Computer hat keinen sicheren Schlüsselbund; er bleibt deshalb im Arbeitsspeicher und wird nach einem Neustart wieder erfragt.',
  },
  tokenKeep: 'Leer lassen, um den gespeicherten zu behalten.',
  fileNote: 'Gatehouse liest diese Datei nur. Es ändert, erneuert und kopiert sie nie.',
  filePath: 'Anmeldedatei',
  terms:
    'Verwenden Sie das nur, wenn die Bedingungen des Kontos erlauben, dass andere Programme seine Anmeldung benutzen. Fragen Sie im Zweifel zuerst den Anbieter des Kontos.',
  test: 'Testen',
  testing: 'Wird getestet …',
  testOk: (sessions) =>
    sessions === null ? 'Es funktioniert.' : `Es funktioniert: ${plural(sessions, 'Sitzung', 'Sitzungen')} gefunden.`,
  testProblem: (test, kind) => {
    const own = kind === 'happy' && test.problem !== null ? keyTestProblems[test.problem] : undefined;
    const known =
      test.problem === null ? 'Der Dienst hat geantwortet, aber nicht wie erwartet.' : testProblems[test.problem];
    const text = own ?? known;
    return test.status === null ? text : `${text} (HTTP ${test.status})`;
  },
  save: 'Speichern',
  errors: {
    name: 'Geben Sie einen Namen mit höchstens 80 Zeichen ein.',
    baseUrl:
      'Geben Sie eine Adresse ein, die mit https:// beginnt, ohne Benutzernamen und Passwort. http gilt nur für diesen Computer.',
    organizationUuid: 'Nur Buchstaben, Ziffern, Binde- und Unterstriche.',
    sessions: 'Sitzungskennungen haben nur Buchstaben, Ziffern, Binde- und Unterstriche; eine je Zeile.',
    credentials: 'Geben Sie den Pfad der Anmeldedatei ein.',
    token: 'Geben Sie den Zugangstoken ein.',
    other: 'Prüfen Sie die Felder.',
  },
};
