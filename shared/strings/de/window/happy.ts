import type { happyWords as english } from '../../en/window/happy.ts';
import type { Wording } from '../../wording.ts';
import { plural } from '../figures.ts';

export const happyWords: Wording<typeof english> = {
  add: 'Happy-Konto hinzufügen',
  titles: {
    choose: 'Happy-Konto hinzufügen',
    signIn: (name) => `Bei „${name}“ anmelden`,
    link: 'Mit dem Telefon koppeln',
    key: 'Geheimen Schlüssel eingeben',
    terminal: 'Den Befehl „happy“ dieses Computers benutzen',
    create: 'Neues Konto anlegen',
    confirm: 'Ist das Ihr Konto?',
    confirmNew: 'Ihr neues Konto',
    done: 'Sie sind dabei',
  },
  intro:
    'Happy bringt Agenten anderer Computer hierher, durchgehend verschlüsselt. Gatehouse tritt Ihrem Konto als weiteres Gerät bei.',
  ways: {
    link: {
      title: 'Mit dem Telefon koppeln',
      note: 'Scannen Sie einen Code mit der Happy-App. Sie müssen nichts eingeben.',
    },
    key: {
      title: 'Geheimen Schlüssel eingeben',
      note: 'Der Wiederherstellungsschlüssel des Kontos, aus der App oder aus Ihren eigenen Notizen.',
    },
    terminal: {
      title: 'Den Befehl „happy“ dieses Computers benutzen',
      note: 'Nur wenn er so gekoppelt wurde, dass er alle Sitzungen lesen kann. Gatehouse sieht erst nach.',
    },
    create: {
      title: 'Neues Konto anlegen',
      note: 'Es braucht keinen Namen und keine E-Mail-Adresse. Der Schlüssel ist das Konto.',
    },
  },
  server: 'Server',
  serverAddress: 'Adresse des Servers',
  serverNote:
    'Der öffentliche Server des Happy-Projekts, außer Sie betreiben einen eigenen. Einfaches http nur für diesen Computer selbst.',
  serverError:
    'Geben Sie eine Adresse ein, die mit https:// beginnt, ohne Benutzernamen und Passwort. http gilt nur für diesen Computer.',

  link: {
    steps: [
      'Öffnen Sie Happy auf Ihrem Telefon.',
      'Gehen Sie zu „Settings“, „Account“, „Link New Device“.',
      'Scannen Sie diesen Code.',
    ],
    qr: 'QR-Code, der diesen Computer mit Ihrem Konto koppelt',
    making: 'Code wird erzeugt …',
    waiting: 'Wartet auf das Telefon.',
    left: (left) => `Gilt noch ${left}`,
    text: 'Oder öffnen Sie diesen Link auf einem Gerät des Kontos',
    copy: 'Kopieren',
    copied: 'Kopiert.',
    notCopied: 'Das Kopieren gelang nicht. Der Link ist jetzt markiert: Kopieren Sie ihn mit der Tastatur.',
    again: 'Neuer Code',
    over: 'Kein Code',
  },
  key: {
    label: 'Geheimer Schlüssel',
    note: 'In jeder Form, mit oder ohne Bindestriche. In Happy steht er unter „Settings“, „Account“. Er geht an den Teil von Gatehouse, der ihn aufbewahrt, und wird nie wieder gezeigt.',
    read: 'Weiter',
    reading: 'Das Konto wird angesehen …',
    missing: 'Geben Sie den geheimen Schlüssel ein.',
  },
  terminal: {
    looking: 'Der Befehl „happy“ wird gesucht …',
    none: 'Der Befehl „happy“ wurde auf diesem Computer nicht gefunden oder ist nicht angemeldet.',
    readable:
      'Sein Schlüssel kann jede Sitzung lesen. Gatehouse liest ihn dort, wo er liegt, und ändert oder kopiert ihn nie.',
    notEnough:
      'Der Befehl „happy“ wurde hier auf die neuere Art gekoppelt: Er kann seine eigenen Sitzungen schreiben, aber die anderer Computer nicht lesen. Koppeln Sie stattdessen mit dem Telefon; der Befehl läuft weiter wie bisher.',
    folder: 'Ordner',
    join: 'Mit diesem Schlüssel beitreten',
    linkInstead: 'Stattdessen mit dem Telefon koppeln',
    lookAgain: 'Noch einmal nachsehen',
  },
  create: {
    means: [
      'Gatehouse erzeugt einen neuen geheimen Schlüssel und der Server ein leeres Konto dazu.',
      'Der Schlüssel ist das Konto: Wer ihn hat, kann alles darin lesen und steuern; ohne ihn wird nichts je wieder lesbar.',
      'Im nächsten Schritt heben Sie eine Kopie des Schlüssels auf. Mit ihr treten das Telefon und andere Computer bei.',
    ],
    yes: 'Konto anlegen',
    working: 'Wird angelegt …',
  },

  fingerprint: 'Fingerabdruck',
  fingerprintNote: 'Überall gleich, wo Gatehouse in diesem Konto ist, und in jedem anderen Konto anders.',
  computers: (count) => plural(count, 'Computer', 'Computer'),
  sees: 'In diesem Konto',
  nothingYet: 'noch nichts',
  emptyTyped:
    'Dieses Konto ist leer. Falls Sie Sitzungen erwartet haben, ist der Schlüssel vertippt: Ein vertippter Schlüssel macht ein neues, leeres Konto. Gehen Sie zurück und vergleichen Sie ihn Buchstabe für Buchstabe.',
  emptyLinked: 'Dieses Konto hat noch keine Sitzung und keinen Computer. Sie erscheinen hier, sobald es welche gibt.',
  otherAccount: (fingerprint) =>
    `Das ist ein anderes Konto als bisher. Die Verbindung war bei dem mit dem Fingerabdruck ${fingerprint} angemeldet.`,
  nameNote: 'Steht neben jeder seiner Sitzungen.',
  join: 'Beitreten',
  joining: 'Tritt bei …',
  done: 'Fertig',
  kept: {
    keychain:
      'Gatehouse ist jetzt ein Gerät dieses Kontos. Der Schlüssel liegt im Schlüsselbund dieses Computers und sonst nirgends.',
    memory:
      'Gatehouse ist jetzt ein Gerät dieses Kontos. Dieser Computer hat keinen sicheren Schlüsselbund; der Schlüssel bleibt deshalb nur im Arbeitsspeicher, und nach einem Neustart melden Sie sich wieder an.',
    there: 'Gatehouse ist jetzt ein Gerät dieses Kontos. Es liest den Schlüssel des Befehls „happy“ dort, wo er liegt.',
  },

  keep: {
    heading: 'Heben Sie jetzt den Wiederherstellungsschlüssel auf',
    why: 'Es gibt ihn nur hier. Geht dieser Computer verloren und hat niemand den Schlüssel, wird nichts aus dem Konto je wieder lesbar.',
    care: 'Wer den Schlüssel hat, kann jede Sitzung des Kontos lesen und Befehle auf seinen Computern ausführen. Bewahren Sie ihn dort auf, wo Ihre Passwörter sind.',
    copy: 'Schlüssel kopieren',
    file: 'In eine Datei speichern …',
    copied: 'Der Schlüssel ist in der Zwischenablage. Legen Sie ihn jetzt in Ihrer Passwortverwaltung ab.',
    saved: 'Der Schlüssel ist in der Datei gespeichert. Nur Sie können ihn dort lesen.',
    check: 'Ich habe ihn aufgehoben',
    checkFirst: 'Kopieren oder speichern Sie ihn zuerst.',
    checkMissing: 'Heben Sie zuerst den Schlüssel auf und bestätigen Sie das.',
    open: 'Wiederherstellungsschlüssel aufheben …',
  },

  signOut: 'Abmelden …',
  signOutConfirm: (name) =>
    `Von „${name}“ abmelden? Der Schlüssel wird von diesem Computer gelöscht, und die Sitzungen verlassen Gatehouse. Stellen Sie sicher, dass Sie den Wiederherstellungsschlüssel oder ein anderes Gerät des Kontos haben. Die Verbindung bleibt, und Sie können sich wieder anmelden.`,
  signOutYes: 'Ja, abmelden',
  signedOut: 'Abgemeldet. Der Schlüssel ist von diesem Computer gelöscht.',
  removeConfirm: (name) =>
    `„${name}“ entfernen? Der Schlüssel wird von diesem Computer gelöscht, und die Sitzungen verlassen Gatehouse. Im Konto ändert sich nichts: Stellen Sie sicher, dass Sie den Wiederherstellungsschlüssel oder ein anderes Gerät des Kontos haben.`,
  folderOfHappy: 'Ordner des Befehls „happy“',
  folderError: 'Geben Sie den Ordner des Befehls „happy“ ein, zum Beispiel ~/.happy.',
};
