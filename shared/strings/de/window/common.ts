import type { CallErrorCode, CallName } from '../../../ipc/types.ts';
import type { CertificateFault, LinkCause } from '../../../model/session.ts';
import type { commonWords as english } from '../../en/window/common.ts';
import type { Span } from '../../figures.ts';
import type { Wording } from '../../wording.ts';
import { dayAndTime, exactTime, number, plural } from '../figures.ts';

const callErrors: Record<CallErrorCode<CallName>, string> = {
  'bad-request': 'Diese Eingabe ist so nicht möglich. Prüfen Sie die Felder und versuchen Sie es noch einmal.',
  internal:
    'In Gatehouse ist etwas schiefgegangen. Versuchen Sie es noch einmal; hilft das nicht, starten Sie Gatehouse neu.',
  'no-such-ask': 'Diese Anfrage ist schon vorbei.',
  'already-decided': 'Das ist schon entschieden. Die erste Entscheidung gilt.',
  changed:
    'Die Anfrage hat sich geändert, seit sie gezeigt wurde. Sehen Sie sie noch einmal an und entscheiden Sie dann.',
  'not-offered': 'Das steht bei dieser Anfrage nicht zur Wahl.',
  'not-valid': 'Die Sitzung würde diese Eingabe nicht verstehen. Prüfen Sie sie und versuchen Sie es noch einmal.',
  'not-saved':
    'Das ließ sich nicht speichern, deshalb wurde nichts gesendet und nichts geändert. Schaffen Sie Platz und versuchen Sie es noch einmal.',
  'no-such-session': 'Diese Sitzung gibt es nicht mehr.',
  offline: 'Die Sitzung ist gerade nicht erreichbar. Es wurde nichts gesendet.',
  'not-supported': 'Diese Sitzung kann das nicht.',
  refused: 'Der Sitzungsdienst hat das abgewiesen.',
  timeout: 'Die Sitzung hat nicht rechtzeitig geantwortet. Vielleicht hat sie es trotzdem bekommen.',
  'no-such-draft': 'Diese Nachricht wartet nicht mehr.',
  managed: 'Das legt die verwaltete Konfiguration fest. Wenden Sie sich an die Person, die diesen Computer betreut.',
  'id-taken': 'Eine andere Verbindung heißt schon so. Wählen Sie einen anderen Namen.',
  'not-confirmed': 'Sie haben der Anmeldung dort nicht zugestimmt. Es wurde nichts gesendet und nichts geändert.',
  'no-such-connection': 'Diese Verbindung gibt es nicht mehr.',
  'not-written': 'Die Datei konnte nicht geschrieben werden. Wählen Sie einen anderen Ort.',
  'not-allowed': 'Links dieser Art öffnet Gatehouse nicht.',
  unreadable: 'Die Einstellungsdatei von Claude Code kann nicht gelesen werden und blieb deshalb unberührt.',
  'no-such-folder': 'Diesen Ordner gibt es nicht.',
  'runs-elsewhere': 'Diese Unterhaltung läuft noch an anderer Stelle auf diesem Computer.',
  'no-program': 'Claude Code wurde auf diesem Computer nicht gefunden.',
  'not-started': 'Claude Code konnte nicht gestartet werden.',
  unreachable: 'Der Server ist nicht erreichbar. Prüfen Sie die Adresse und das Netz.',
  tls: 'Der gesicherten Verbindung war nicht zu trauen. Prüfen Sie die Adresse und das Zertifikat.',
  'not-a-happy-server': 'Etwas hat geantwortet, aber es ist kein Happy-Server. Prüfen Sie die Adresse.',
  expired: 'Der Code gilt nicht mehr: Er wurde nicht rechtzeitig benutzt. Erzeugen Sie einen neuen.',
  cancelled: 'Das wurde abgebrochen oder anderswo neu begonnen.',
  'not-readable':
    'Das andere Gerät hat geantwortet, aber nicht mit einem lesbaren Schlüssel. Erzeugen Sie einen neuen Code und versuchen Sie es noch einmal.',
  'not-a-key':
    'Das ist kein geheimer Schlüssel. Er hat 52 Buchstaben und Ziffern in Fünfergruppen oder 43 Zeichen am Stück.',
  'no-such-account': 'Das hat zu lange gedauert oder ist schon erledigt. Beginnen Sie von vorn.',
  'no-key': 'Auf diesem Computer gibt es keinen Schlüssel dieses Kontos. Melden Sie sich zuerst an.',
  'not-available': 'Das gibt es auf diesem System nicht.',
  off: 'Gatehouse aktualisiert sich hier nicht selbst.',
  'not-ready': 'Es liegt keine neue Version zum Installieren bereit.',
  asks: 'Eine Anfrage wartet. Beantworten Sie sie zuerst; vorher startet nichts neu.',
  answers: 'Eine Antwort ist noch unterwegs. Gatehouse startet neu, sobald sie gesendet ist.',
  'shortcut-taken': 'Ein anderes Programm nutzt diese Tasten schon, deshalb wurde nichts geändert. Wählen Sie andere.',
  'shortcut-not-possible': 'Dieses System gibt diese Tasten nicht frei, deshalb wurde nichts geändert.',
  'own-sessions': 'Sitzungen, die Sie hier gestartet haben, laufen noch. Ein Neustart würde sie beenden.',
};

const causes: Record<LinkCause['code'], string> = {
  unreachable: 'der Dienst ist nicht erreichbar',
  refused: 'der Dienst hat die Verbindung abgewiesen',
  timeout: 'der Dienst hat nicht rechtzeitig geantwortet',
  silent: 'der Dienst ist verstummt',
  closed: 'der Dienst hat die Verbindung geschlossen',
  unauthorized: 'die Anmeldung wurde nicht angenommen',
  forbidden: 'dieses Konto hat darauf keinen Zugriff',
  'session-gone': 'die Sitzung gibt es nicht mehr',
  'rate-limited': 'der Dienst bittet um weniger Anfragen',
  'server-error': 'der Dienst hat ein Problem',
  tls: 'der gesicherten Verbindung war nicht zu trauen',
  'too-large': 'eine Nachricht war zu groß',
  protocol: 'der Dienst hat etwas Unlesbares gesendet',
  gap: 'ein Teil der Unterhaltung ging verloren',
  'agent-unreachable': 'der Dienst nahm es an, aber der Agent dahinter antwortete nicht',
  'no-port': 'dieser Computer hat keinen freien Port für die Hooks von Claude Code',
};

const certificates: Record<CertificateFault, string> = {
  expired: 'das Zertifikat ist abgelaufen',
  'not-yet-valid': 'das Zertifikat gilt noch nicht, oder die Uhr dieses Computers geht falsch',
  'self-signed': 'das Zertifikat ist selbst signiert',
  'unknown-authority': 'das Zertifikat stammt von einer Stelle, die dieser Computer nicht kennt',
  'wrong-host': 'das Zertifikat ist für eine andere Adresse',
  revoked: 'das Zertifikat wurde widerrufen',
};

function causeWords({ code, status, certificate }: LinkCause): string {
  if (certificate !== undefined) return `${causes[code]}: ${certificates[certificate]}`;
  return status === undefined ? causes[code] : `${causes[code]} (${status})`;
}

const units = { second: 's', minute: 'min', hour: 'h' } as const;

/** @param days  its word for days, which "vor" and "in" inflect */
function spanWords({ unit, count }: Span, days: 'Tage' | 'Tagen'): string {
  return unit === 'day' ? plural(count, 'Tag', days) : `${number(count)} ${units[unit]}`;
}

export const commonWords: Wording<typeof english> = {
  practice: 'Übung',
  practiceNote: 'Eine Übungssitzung von Gatehouse selbst. Es geschieht nichts Echtes.',
  quotes: { open: '„', close: '“' },
  close: 'Schließen',
  cancel: 'Abbrechen',
  back: 'Zurück',
  loading: 'Wird geladen …',
  opening: 'Wird geöffnet …',
  callError: (code) => callErrors[code],
  cause: causeWords,
  span: (span) => spanWords(span, 'Tage'),
  ago: (span) => `vor ${spanWords(span, 'Tagen')}`,
  inTime: (span) => `in ${spanWords(span, 'Tagen')}`,
  justNow: 'gerade eben',
  dayAndTime,
  exactTime,
  gapOf: { space: 'Leerzeichen', tab: 'Tabulatoren', line: 'Zeilenumbrüche' },
  hiddenCharacter: (label) => `verstecktes Zeichen ${label}`,
  confusable: (text, label) => `ähnlich aussehender Buchstabe ${text} ${label}`,
  imageNotShown: (alt) => `Bild nicht gezeigt: ${alt}`,
  opensInBrowser: 'Öffnet sich im Browser',
  modes: {
    default: 'Wie üblich fragen',
    acceptEdits: 'Dateien ohne Rückfrage ändern',
    plan: 'Nur planen',
    auto: 'Auto: selbst entscheiden',
    dontAsk: 'Ohne Rückfrage ablehnen',
    bypassPermissions: 'Alles ohne Rückfrage tun',
  },
};
