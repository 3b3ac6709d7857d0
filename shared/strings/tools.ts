/** Well-known tools in plain words, for every surface. A tool that is not here is called by its own name. */
export const toolTitles: Readonly<Record<string, string>> = {
  Bash: 'Run a command',
  BashOutput: "Read a command's output",
  KillShell: 'Stop a command',
  Edit: 'Edit a file',
  MultiEdit: 'Edit a file',
  NotebookEdit: 'Edit a notebook',
  Write: 'Write a file',
  Read: 'Read a file',
  Glob: 'Look for files',
  Grep: 'Search in files',
  LS: 'List a folder',
  WebFetch: 'Fetch a web page',
  WebSearch: 'Search the web',
  Task: 'Start a subagent',
  Agent: 'Start a subagent',
};
