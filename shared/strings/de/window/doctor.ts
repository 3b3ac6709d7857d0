import type { DoctorWords } from '../../doctor-sentence.ts';
import { doctorConnections } from './doctor-connections.ts';
import { doctorSurfaces } from './doctor-surfaces.ts';

const again = 'Verbinden Sie es unter „Verbindungen“ noch einmal.';
const askAdministrator = 'Wenden Sie sich an die Person, die diesen Computer betreut.';
const getAnew =
  'Es wurde nichts installiert. Bleibt es dabei, laden Sie Gatehouse neu von dort herunter, woher Sie es haben.';
const inMemory = 'Eingegebene Token bleiben im Arbeitsspeicher und sind nach einem Neustart weg';

export const doctorFindingWords: DoctorWords = {
  checks: {
    runtime: 'Programm',
    sandbox: 'Sandbox',
    install: 'Installation',
    notifications: 'Benachrichtigungen',
    'do-not-disturb': 'Nicht stören',
    tray: 'Infobereich',
    keychain: 'Schlüsselbund',
    connections: 'Verbindungen',
    hooks: 'Hooks',
    'claude-code': 'Claude Code',
    disk: 'Speicherplatz',
    clock: 'Uhr',
    config: 'Konfiguration',
    updates: 'Aktualisierungen',
    shortcut: 'Tastenkürzel',
  },
  states: { good: 'In Ordnung', notice: 'Gut zu wissen', bad: 'Zu beheben', unknown: 'Nicht bekannt' },
  fixes: {
    'system-notifications': 'Benachrichtigungen einstellen',
    'system-do-not-disturb': '„Nicht stören“ einstellen',
    'tray-extension': 'Erweiterung zeigen',
    'keychain-help': 'Schlüsselbund öffnen',
    connections: 'Zu den Verbindungen',
    settings: 'Zu den Einstellungen',
    'claude-code': 'Zu den Verbindungen',
    'profile-folder': 'Ordner zeigen',
    'system-clock': 'Datum und Uhrzeit einstellen',
  },
  findings: {
    ...doctorSurfaces,
    ...doctorConnections,
    runtime: {
      known: { says: 'Gatehouse {version} auf {system}, mit Electron {electron}, Chromium {chromium}, Node {node}.' },
      'went-wrong': {
        says: 'Seit dem Start ist in Gatehouse etwas schiefgegangen.',
        todo: 'Speichern Sie die Diagnose und schicken Sie sie den Entwicklern. Bis dahin hilft vielleicht ein Neustart.',
      },
    },
    sandbox: {
      on: { says: 'Das Fenster läuft in seiner Sandbox.' },
      off: {
        says: 'Das Fenster läuft ohne Sandbox, weil Gatehouse mit --no-sandbox gestartet wurde.',
        todo: 'Starten Sie es ohne diesen Schalter und nicht als root.',
      },
      'not-told': { says: 'Ob das Fenster in seiner Sandbox läuft, lässt sich hier nicht feststellen.' },
    },
    install: {
      deb: { says: 'Als Debian-Paket installiert.' },
      rpm: { says: 'Als RPM-Paket installiert.' },
      appimage: { says: 'Läuft als AppImage.' },
      archive: { says: 'Läuft aus einem entpackten Archiv.' },
      installer: { says: 'Mit dem Installationsprogramm installiert.' },
      source: { says: 'Läuft aus dem Quelltext.' },
      flatpak: {
        says: 'Flatpak zäunt Gatehouse ein: Claude Code, Schlüsselbund oder Infobereich sind vielleicht nicht zu erreichen.',
        todo: 'Installieren Sie stattdessen das deb-, rpm- oder AppImage-Paket.',
      },
      snap: {
        says: 'Snap zäunt Gatehouse ein: Claude Code, Schlüsselbund oder Infobereich sind vielleicht nicht zu erreichen.',
        todo: 'Installieren Sie stattdessen das deb-, rpm- oder AppImage-Paket.',
      },
    },
    keychain: {
      encrypts: { says: 'Eingegebene Token verschlüsselt der Schlüsselbund des Systems ({backend}).' },
      absent: {
        says: `Auf diesem Desktop läuft kein Schlüsselbund. ${inMemory}.`,
        todo: 'Installieren Sie gnome-keyring oder KWallet, melden Sie sich am Desktop neu an und starten Sie dann Gatehouse.',
      },
      locked: {
        says: `Der Schlüsselbund ist gesperrt. ${inMemory}.`,
        todo: 'Entsperren Sie ihn mit Ihrem Passwort und starten Sie Gatehouse neu.',
      },
      'not-used': {
        says: `Es läuft ein Schlüsselbund, aber auf diesem Desktop wird er nicht benutzt. ${inMemory}.`,
        todo: 'Starten Sie Gatehouse mit --password-store=gnome-libsecret.',
      },
      'basic-text': {
        says: `Was es hier statt eines Schlüsselbunds gibt (basic_text), verschleiert Token nur und schützt sie nicht. Gatehouse benutzt es deshalb nicht. ${inMemory}.`,
        todo: 'Installieren Sie gnome-keyring oder KWallet, melden Sie sich am Desktop neu an und starten Sie dann Gatehouse.',
      },
      'no-bus': {
        says: `Es gibt keinen Sitzungsbus, deshalb ist kein Schlüsselbund zu erreichen. ${inMemory}.`,
        todo: 'Starten Sie Gatehouse vom Desktop aus, nicht aus einem Dienst oder dem Terminal eines anderen Benutzers.',
      },
      'not-told': { says: 'Ob ein Schlüsselbund eingegebene Token verschlüsselt, lässt sich hier nicht feststellen.' },
    },
    hooks: {
      connected: { says: 'Die Hooks von Gatehouse stehen in den Einstellungen von Claude Code.' },
      resting: {
        says: 'Die Hooks sind herausgenommen, solange Gatehouse geschlossen ist. Der nächste Start setzt sie wieder ein.',
      },
      'not-connected': {
        says: 'Claude Code auf diesem Computer ist nicht verbunden. Seine Anfragen kommen nicht hierher.',
        todo: 'Verbinden Sie es unter „Verbindungen“.',
      },
      'no-gateway': {
        says: 'Die Hooks sind da, aber Gatehouse nimmt nicht an, was sie melden.',
        todo: 'Schalten Sie unter „Verbindungen“ die Verbindung zu diesem Computer ein.',
      },
      damaged: { says: 'Jemand hat Hooks von Gatehouse geändert oder herausgenommen ({count}).', todo: again },
      outdated: { says: 'Die Hooks stammen von einem früheren Lauf oder einer früheren Version.', todo: again },
      unreadable: {
        says: 'Die Einstellungen von Claude Code sind nicht lesbar ({place}) und wurden deshalb nicht angerührt.',
        todo: 'Beheben Sie den Fehler an dieser Stelle der Datei und prüfen Sie dann noch einmal.',
      },
      'hooks-disabled': {
        says: 'Die Einstellungen von Claude Code schalten alle Hooks ab (disableAllHooks).',
        todo: 'Nehmen Sie diese Zeile aus der Datei.',
      },
      'managed-only': {
        says: 'Die Verwaltung dieses Computers erlaubt in Claude Code nur ihre eigenen Hooks.',
        todo: askAdministrator,
      },
      'url-not-allowed': {
        says: 'Die Einstellungen von Claude Code legen fest, welche Adressen Hooks benutzen dürfen. Die von Gatehouse ist nicht dabei.',
        todo: 'Nehmen Sie http://127.0.0.1 in allowedHttpHookUrls auf, oder wenden Sie sich an die Person, die diesen Computer betreut.',
      },
      'settings-are-linked': {
        says: 'Die Einstellungen von Claude Code sind ein Verweis in einen anderen Ordner. Dort könnte das Geheimnis der Hooks kopiert oder veröffentlicht werden.',
        todo: 'Halten Sie diesen Ordner privat oder legen Sie die Datei selbst an ihren Platz.',
      },
      'settings-ignored': {
        says: 'Claude Code beachtet seine Einstellungen gar nicht, wegen eines Kommentars oder eines Kommas am Ende einer Liste.',
        todo: 'Nehmen Sie es aus der Datei.',
      },
      'proxy-in-settings': {
        says: 'Die Einstellungen von Claude Code leiten seine Hooks über einen Proxy.',
        todo: 'Nehmen Sie dort 127.0.0.1 in NO_PROXY auf.',
      },
      'proxy-around': {
        says: 'Die Umgebung leitet, was Claude Code sendet, über einen Proxy, vielleicht auch seine Hooks.',
        todo: 'Nehmen Sie 127.0.0.1 in NO_PROXY auf, wo der Proxy gesetzt wird.',
      },
      'not-told': { says: 'Die Einstellungen von Claude Code wurden noch nicht angesehen.' },
    },
    'claude-code': {
      found: { says: 'Claude Code {version} ist installiert.' },
      'found-older': {
        says: 'Claude Code {version} ist installiert. Seine Hooks führen einen kleinen Befehl aus, weil diese Version es noch nicht anders kann.',
        todo: 'Eine neuere Version ist schneller und braucht keinen Befehl.',
      },
      'not-found': {
        says: 'Claude Code wurde auf diesem Computer nicht gefunden. Sitzungen, die anderswo laufen, brauchen es nicht.',
        todo: 'Ist es doch installiert, geben Sie das Programm in der Verbindung zu diesem Computer an.',
      },
      unreadable: {
        says: 'Claude Code ist da, sagt aber nicht, welche Version es ist.',
        todo: 'Führen Sie in einem Terminal „claude --version“ aus und sehen Sie, was es sagt.',
      },
      'not-told': { says: 'Nach Claude Code wurde noch nicht gesucht.' },
    },
    disk: {
      enough: { says: 'Antworten und Einstellungen haben Platz ({freeGb} GB frei).' },
      little: {
        says: 'Für Antworten und Einstellungen ist nur noch wenig Platz ({freeMb} MB frei).',
        todo: 'Schaffen Sie Platz.',
      },
      full: {
        says: 'Der Speicher ist voll ({freeMb} MB frei). Antworten lassen sich nicht speichern, und ungespeichert geht keine hinaus.',
        todo: 'Schaffen Sie Platz.',
      },
      'read-only': {
        says: 'In den Ordner von Gatehouse kann nicht geschrieben werden. Antworten lassen sich nicht speichern, und ungespeichert geht keine hinaus.',
        todo: 'Geben Sie sich das Recht, dort zu schreiben, oder starten Sie Gatehouse mit einem anderen --user-data-dir.',
      },
      'not-stored': {
        says: 'Etwas konnte nicht gespeichert oder gelesen werden.',
        todo: 'Prüfen Sie den freien Platz und die Rechte des Ordners und starten Sie Gatehouse dann neu.',
      },
      'records-cut': {
        says: 'Das Ende einer Datei war beschädigt, wie nach einem Stromausfall. Es wurde weggelassen, alles andere ist da.',
        todo: 'Sehen Sie ins Protokoll: Vielleicht fehlt der letzte Eintrag.',
      },
      'not-told': { says: 'Wie viel Platz frei ist, lässt sich hier nicht feststellen.' },
    },
    clock: {
      right: { says: 'Die Uhr geht richtig, verglichen mit den Diensten.' },
      ahead: {
        says: 'Die Uhr dieses Computers geht gegenüber den Diensten {minutes} min vor.',
        todo: 'Lassen Sie das System die Zeit selbst stellen.',
      },
      behind: {
        says: 'Die Uhr dieses Computers geht gegenüber den Diensten {minutes} min nach.',
        todo: 'Lassen Sie das System die Zeit selbst stellen.',
      },
      wrong: {
        says: 'Die Uhr dieses Computers geht um {minutes} min falsch. Daran scheitern Anmeldungen und gesicherte Verbindungen.',
        todo: 'Lassen Sie das System die Zeit selbst stellen.',
      },
      'not-told': { says: 'Noch kein Dienst hat die Uhrzeit genannt.' },
    },
    config: {
      none: { says: 'Es gibt keine verwaltete Konfiguration.' },
      used: { says: 'Es gilt eine verwaltete Konfiguration. Zahl der Einstellungen, die sie festlegt: {count}.' },
      unreadable: {
        says: 'Die verwaltete Konfiguration ist nicht lesbar: {expected}.',
        todo: 'Prüfen Sie den Pfad, der mit --config oder GATEHOUSE_CONFIG angegeben wurde. Gatehouse arbeitet auch ohne.',
      },
      invalid: {
        says: 'Ein Fehler in der verwalteten Konfiguration: {place}: {expected}.',
        todo: 'Beheben Sie ihn dort; alles andere in der Datei gilt.',
      },
      'given-twice': {
        says: 'Die verwaltete Konfiguration wurde mehr als einmal angegeben. Nur die letzte zählt.',
        todo: 'Geben Sie sie einmal an.',
      },
      'newer-version': {
        says: 'Die verwaltete Konfiguration ist für ein neueres Gatehouse gemacht und wird nicht benutzt.',
        todo: 'Bringen Sie Gatehouse auf den neuesten Stand.',
      },
      'settings-set-aside': {
        says: 'Ihre Einstellungen waren nicht lesbar. Sie wurden beiseitegelegt, und Gatehouse hat neu begonnen.',
        todo: 'Die alte Datei liegt neben der neuen.',
      },
      'open-to-others': {
        says: 'Die verwaltete Konfiguration enthält ein Geheimnis, und andere Benutzer dieses Computers dürfen sie lesen.',
        todo: 'Geben Sie der Datei die Rechte 600.',
      },
    },
    updates: {
      current: { says: 'Das ist die neueste Version.' },
      checking: { says: 'Gatehouse sucht nach einer neuen Version.' },
      downloading: { says: 'Version {version} wird heruntergeladen.' },
      ready: {
        says: 'Version {version} kann installiert werden.',
        todo: 'Installieren Sie sie unter „Einstellungen“.',
      },
      available: {
        says: 'Version {version} ist erschienen.',
        todo: 'Laden Sie sie von dort herunter, woher Sie diese haben.',
      },
      installing: { says: 'Version {version} wird installiert.' },
      'not-packaged': { says: 'Gatehouse läuft aus dem Quelltext und aktualisiert sich nicht selbst.' },
      'by-package-manager': { says: 'Neue Versionen kommen mit den Aktualisierungen des Systems.' },
      'no-channel': { says: 'Dieses Gatehouse weiß nicht, wo es neue Versionen gibt.' },
      'switched-off': {
        says: 'Die Suche nach neuen Versionen ist ausgeschaltet.',
        todo: 'Schalten Sie sie unter „Einstellungen“ ein.',
      },
      managed: { says: 'Neue Versionen installiert, wer diesen Computer betreut.' },
      unreachable: {
        says: 'Der Server für neue Versionen war nicht zu erreichen.',
        todo: 'Sehen Sie später noch einmal nach.',
      },
      'not-readable': { says: 'Was der Server für neue Versionen sandte, war nicht lesbar.', todo: getAnew },
      'not-signed': {
        says: 'Eine neue Version wurde abgelehnt: Sie ist nicht von den Entwicklern signiert.',
        todo: getAnew,
      },
      'wrong-signature': {
        says: 'Eine neue Version wurde abgelehnt: Ihre Signatur ist nicht die der Entwickler.',
        todo: getAnew,
      },
      expired: { says: 'Eine neue Version wurde abgelehnt: Ihre Ankündigung ist zu alt.', todo: getAnew },
      older: { says: 'Eine Version wurde abgelehnt: Sie ist älter als diese.', todo: getAnew },
      'other-system': { says: 'Eine neue Version wurde abgelehnt: Sie ist für ein anderes System.', todo: getAnew },
      truncated: {
        says: 'Eine neue Version kam nur teilweise an und wurde verworfen.',
        todo: 'Sehen Sie später noch einmal nach.',
      },
      tampered: {
        says: 'Eine neue Version wurde abgelehnt: Sie ist nicht, was die Entwickler signiert haben.',
        todo: getAnew,
      },
      'no-room': { says: 'Eine neue Version konnte nicht gespeichert werden.', todo: 'Schaffen Sie Platz.' },
      refused: {
        says: 'Eine neue Version ist heruntergeladen, aber das Passwort wurde nicht eingegeben.',
        todo: 'Installieren Sie sie unter „Einstellungen“.',
      },
      'not-installed': { says: 'Eine neue Version konnte nicht installiert werden.', todo: getAnew },
      'not-told': { says: 'Nur ein laufendes Gatehouse weiß, ob es eine neue Version gibt.' },
    },
    shortcut: {
      off: { says: 'Kein Tastenkürzel öffnet den Eingang.' },
      on: { says: 'Das Tastenkürzel öffnet den Eingang.' },
      taken: {
        says: 'Ein anderes Programm benutzt dieses Tastenkürzel.',
        todo: 'Wählen Sie unter „Einstellungen“ andere Tasten.',
      },
      'not-possible': {
        says: 'Dieser Desktop lässt Programme keine eigenen Tastenkürzel festlegen.',
        todo: 'Legen Sie in den Einstellungen des Desktops eines an, das Gatehouse startet.',
      },
      'not-told': { says: 'Nur ein laufendes Gatehouse weiß, ob es sein Tastenkürzel hat.' },
    },
  },
};
