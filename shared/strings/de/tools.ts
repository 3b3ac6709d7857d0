import type { toolTitles as english } from '../en/tools.ts';
import type { Wording } from '../wording.ts';

export const toolTitles: Wording<typeof english> = {
  Bash: 'Befehl ausführen',
  BashOutput: 'Ausgabe eines Befehls lesen',
  KillShell: 'Befehl abbrechen',
  Edit: 'Datei bearbeiten',
  MultiEdit: 'Datei bearbeiten',
  NotebookEdit: 'Notebook bearbeiten',
  Write: 'Datei schreiben',
  Read: 'Datei lesen',
  Glob: 'Dateien suchen',
  Grep: 'In Dateien suchen',
  LS: 'Ordner auflisten',
  WebFetch: 'Webseite abrufen',
  WebSearch: 'Im Web suchen',
  Task: 'Unteragenten starten',
  Agent: 'Unteragenten starten',
  CodexBash: 'Befehl ausführen',
  CodexPatch: 'Dateien ändern',
};
