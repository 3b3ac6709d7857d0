import type { DoctorWords } from '../../doctor-sentence.ts';

const network = 'Prüfen Sie das Netz, die Adresse und den Proxy, falls es einen gibt.';
const later = 'Es ist nichts zu tun: Gatehouse versucht es von selbst wieder.';
const signIn = 'Melden Sie sich unter „Verbindungen“ neu an.';
const tellService = 'Bleibt es dabei, sagen Sie es dem Betreiber des Dienstes.';
const askService = 'Fragen Sie den Betreiber des Dienstes.';
const untrusted = '{connection}: Der gesicherten Verbindung ist nicht zu trauen';
const withProgram = 'Melden Sie sich mit dem Programm an, das sie schreibt, etwa mit „claude“ in einem Terminal.';

export const doctorConnections: Pick<DoctorWords['findings'], 'connections'> = {
  connections: {
    none: {
      says: 'Noch ist nichts verbunden.',
      todo: 'Verbinden Sie unter „Verbindungen“ Claude Code oder einen Dienst.',
    },
    live: { says: '{connection}: verbunden.' },
    connecting: { says: '{connection}: wird verbunden.' },
    off: { says: '{connection}: ausgeschaltet.' },
    'not-asked': {
      says: '{connection}: nicht geprüft. Das kann nur ein laufendes Gatehouse, in seinem Fenster unter „Diesen Computer prüfen“.',
    },
    'no-token': { says: '{connection}: Niemand ist angemeldet.', todo: signIn },
    'sign-in-refused': { says: '{connection}: Der Dienst nimmt die Anmeldung nicht mehr an.', todo: signIn },
    'credentials-file-missing': { says: '{connection}: Die Datei mit der Anmeldung fehlt.', todo: withProgram },
    'credentials-file-unreadable': {
      says: '{connection}: Die Datei mit der Anmeldung ist nicht lesbar.',
      todo: 'Prüfen Sie ihre Rechte oder melden Sie sich neu mit dem Programm an, das sie schreibt.',
    },
    'credentials-file-without-token': {
      says: '{connection}: Die Datei enthält keine Anmeldung.',
      todo: withProgram,
    },
    'key-unreadable': { says: '{connection}: Was als geheimer Schlüssel angegeben wurde, ist keiner.', todo: signIn },
    unreachable: { says: '{connection}: Der Dienst ist nicht zu erreichen.', todo: network },
    refused: { says: '{connection}: Der Dienst weist Verbindungen ab.', todo: network },
    timeout: { says: '{connection}: Der Dienst antwortet nicht rechtzeitig.', todo: network },
    silent: { says: '{connection}: Der Dienst ist verstummt.', todo: network },
    closed: { says: '{connection}: Der Dienst schließt die Verbindung.', todo: tellService },
    unauthorized: { says: '{connection}: Die Anmeldung wurde nicht angenommen.', todo: signIn },
    forbidden: {
      says: '{connection}: Dieses Konto hat darauf keinen Zugriff.',
      todo: 'Melden Sie sich mit einem anderen Konto an.',
    },
    'session-gone': {
      says: '{connection}: Der Dienst kennt es nicht mehr.',
      todo: 'Prüfen Sie die Einstellungen der Verbindung.',
    },
    'rate-limited': { says: '{connection}: Der Dienst bittet um weniger Anfragen.', todo: later },
    'server-error': { says: '{connection}: Der Dienst hat ein Problem (Status {status}).', todo: tellService },
    tls: {
      says: `${untrusted}.`,
      todo: 'Prüfen Sie die Adresse, und ob ein Proxy mitliest.',
    },
    'too-large': { says: '{connection}: Der Dienst sandte eine zu große Nachricht.', todo: tellService },
    protocol: {
      says: '{connection}: Was der Dienst sendet, ist nicht lesbar.',
      todo: 'Prüfen Sie die Adresse und die Art der Verbindung.',
    },
    gap: { says: '{connection}: Ein Teil einer Unterhaltung fehlt.', todo: later },
    'agent-unreachable': {
      says: '{connection}: Der Dienst ist da, der Agent dahinter nicht.',
      todo: 'Prüfen Sie, ob dessen Computer an ist.',
    },
    'no-port': {
      says: '{connection}: Auf diesem Computer ist kein Port für die Hooks von Claude Code frei.',
      todo: 'Wählen Sie in der Verbindung zu diesem Computer einen anderen Port.',
    },
    'certificate-expired': { says: `${untrusted}: Das Zertifikat ist abgelaufen.`, todo: askService },
    'certificate-not-yet-valid': {
      says: `${untrusted}: Das Zertifikat gilt noch nicht.`,
      todo: 'Meist geht die Uhr dieses Computers falsch.',
    },
    'certificate-self-signed': {
      says: `${untrusted}: Das Zertifikat ist selbst signiert.`,
      todo: 'Benutzen Sie eine Adresse mit einem Zertifikat, das dieser Computer kennt.',
    },
    'certificate-unknown-authority': {
      says: `${untrusted}: Dieser Computer kennt den Aussteller des Zertifikats nicht.`,
      todo: 'Vielleicht liest ein Proxy der Firma mit. Wenden Sie sich an die Person, die diesen Computer betreut.',
    },
    'certificate-wrong-host': {
      says: `${untrusted}: Das Zertifikat ist für eine andere Adresse.`,
      todo: 'Prüfen Sie die Adresse.',
    },
    'certificate-revoked': { says: `${untrusted}: Das Zertifikat wurde widerrufen.`, todo: askService },
  },
};
