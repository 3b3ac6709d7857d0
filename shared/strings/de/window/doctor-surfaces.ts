import type { DoctorWords } from '../../doctor-sentence.ts';

const trayGone = 'Deshalb ist das Symbol von Gatehouse nicht zu sehen; stattdessen öffnet sich dieses Fenster.';
const outside =
  'Starten Sie Gatehouse vom Desktop aus, nicht aus einem Dienst oder dem Terminal eines anderen Benutzers.';
const otherPackage = 'Installieren Sie stattdessen das deb-, rpm- oder AppImage-Paket.';
const nothingLost = 'Deshalb werden Benachrichtigungen zurückgehalten. Verloren geht nichts.';

export const doctorSurfaces: Pick<DoctorWords['findings'], 'notifications' | 'do-not-disturb' | 'tray'> = {
  notifications: {
    buttons: { says: 'Benachrichtigungen kommen mit „Erlauben“ und „Ablehnen“ ({name}).' },
    shown: { says: 'Benachrichtigungen werden gezeigt.' },
    'no-buttons': {
      says: 'Benachrichtigungen kommen ohne Knöpfe: {name} hat keine. Ein Klick öffnet dieses Fenster.',
      todo: 'Antworten Sie im Infobereich oder hier, oder benutzen Sie ein Benachrichtigungsprogramm mit Knöpfen, etwa dunst, mako oder das von GNOME oder KDE.',
    },
    'no-bus': {
      says: 'Es gibt keinen Sitzungsbus, deshalb kann keine Benachrichtigung gezeigt werden.',
      todo: outside,
    },
    'no-daemon': {
      says: 'Auf diesem Desktop kann nichts Benachrichtigungen zeigen: Es läuft kein Programm dafür.',
      todo: 'Installieren und starten Sie eines, etwa dunst, mako oder xfce4-notifyd. Gatehouse merkt es von selbst.',
    },
    'not-answering': {
      says: 'Das Benachrichtigungsprogramm dieses Desktops antwortet nicht.',
      todo: 'Starten Sie es neu oder melden Sie sich am Desktop neu an.',
    },
    'fenced-in': {
      says: 'Benachrichtigungen können nicht gezeigt werden: {fence} schirmt Gatehouse davon ab.',
      todo: otherPackage,
    },
    'banners-off': {
      says: 'Das System zeigt keine Banner, von keinem Programm.',
      todo: 'Schalten Sie Banner in den Benachrichtigungseinstellungen des Systems ein. In GNOME schaltet „Nicht stören“ sie aus.',
    },
    'program-off': {
      says: 'Das System zeigt keine Benachrichtigungen von Gatehouse: Dort sind sie ausgeschaltet.',
      todo: 'Schalten Sie sie in den Benachrichtigungseinstellungen des Systems für Gatehouse ein.',
    },
    'switched-off': {
      says: 'Benachrichtigungen sind in Gatehouse selbst ausgeschaltet.',
      todo: 'Schalten Sie sie unter „Einstellungen“ ein.',
    },
    'content-hidden': {
      says: 'Benachrichtigungen sagen nicht, worum es geht, wie Sie es unter „Einstellungen“ gewählt haben.',
    },
    'not-on-lock-screen': {
      says: 'Solange der Bildschirm gesperrt ist, zeigt das System keine Benachrichtigungen.',
      todo: 'Wenn Sie sie dort haben wollen, schalten Sie sie in den Benachrichtigungseinstellungen des Systems für den Sperrbildschirm ein.',
    },
    'lock-screen-without-content': {
      says: 'Solange der Bildschirm gesperrt ist, zeigt das System, dass es eine Benachrichtigung gibt, aber nicht, was sie sagt.',
    },
    'not-told': { says: 'Ob Benachrichtigungen gezeigt werden, lässt sich hier nicht feststellen.' },
  },
  'do-not-disturb': {
    off: { says: 'Nichts hält Benachrichtigungen zurück.' },
    'system-on': {
      says: `„Nicht stören“ ist an ({source}). ${nothingLost}`,
      todo: 'Schalten Sie es im System aus, wenn Sie wieder welche wollen.',
    },
    paused: {
      says: 'In Gatehouse sind Benachrichtigungen bis {until} pausiert. Verloren geht nichts.',
      todo: 'Beenden Sie die Pause unter „Einstellungen“ oder im Infobereich.',
    },
    'quiet-hours': {
      says: `In Gatehouse ist bis {until} Ruhezeit. ${nothingLost}`,
      todo: 'Ändern Sie die Zeiten unter „Einstellungen“.',
    },
    'not-told': { says: 'Dieses System verrät nicht, ob es Benachrichtigungen zurückhält.' },
  },
  tray: {
    there: { says: 'Für das Symbol im Infobereich ist Platz.' },
    'no-bus': { says: `Es gibt keinen Sitzungsbus. ${trayGone}`, todo: outside },
    'fenced-in': {
      says: `{fence} schirmt Gatehouse vom Infobereich ab. ${trayGone}`,
      todo: otherPackage,
    },
    'no-host-gnome': {
      says: `GNOME selbst hat keinen Infobereich. ${trayGone}`,
      todo: 'Installieren Sie die Erweiterung „AppIndicator and KStatusNotifierItem Support“ (Paket gnome-shell-extension-appindicator in Debian, Ubuntu und Fedora), schalten Sie sie ein und melden Sie sich neu an.',
    },
    'no-host-kde': {
      says: `Keine Kontrollleiste von Plasma hat einen Systemabschnitt. ${trayGone}`,
      todo: 'Fügen Sie einer Kontrollleiste das Miniprogramm „Systemabschnitt der Kontrollleiste“ hinzu.',
    },
    'no-host-xfce': {
      says: `Keine Leiste von Xfce hat einen Infobereich. ${trayGone}`,
      todo: 'Fügen Sie der Leiste das „Statusleisten-Plugin“ (Status Tray Plugin) hinzu.',
    },
    'no-host-mate': {
      says: `Keine Leiste von MATE zeigt Symbole dieser Art. ${trayGone}`,
      todo: 'Fügen Sie der Leiste den „Benachrichtigungsbereich“ hinzu, sonst das „Indikator-Applet“ (Paket mate-indicator-applet).',
    },
    'no-host-cinnamon': {
      says: `Keine Leiste von Cinnamon hat einen Infobereich. ${trayGone}`,
      todo: 'Fügen Sie der Leiste das Applet „XApp-Status-Applet“ hinzu.',
    },
    'no-host-lxqt': {
      says: `Keine Leiste von LXQt hat einen Infobereich. ${trayGone}`,
      todo: 'Fügen Sie der Leiste das Modul „Status Notifier Plugin“ hinzu.',
    },
    'no-host-bar': {
      says: `Keine Leiste von {desktop} hat einen Infobereich. ${trayGone}`,
      todo: 'Benutzen Sie eine Leiste mit Infobereich, etwa Waybar mit dem Modul „tray“.',
    },
    'no-host': {
      says: `Nichts auf diesem Desktop zeigt Symbole von Programmen. ${trayGone}`,
      todo: 'Fügen Sie eine Leiste hinzu, die Statussymbole (StatusNotifierItem) zeigt, oder ein Modul der Leiste, das es kann.',
    },
  },
};
