/** Who may import whom. One rule per line of the table in docs/architecture.md. */
const pkg = (...names) => `(^|/)node_modules/(${names.join('|')})/|^(${names.join('|')})(/|$)`;
const rule = (name, from, to) => ({ name, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    rule('resolvable', {}, { couldNotResolve: true }),
    rule(
      'known-folders-only',
      {
        path: '^main/',
        pathNot:
          '^main/((domain|ports|app|net|claude|backends|storage|updates|shell|practice)/|(index|claude-script|doctor-script)\\.ts$)',
      },
      {},
    ),
    rule('shared-is-a-leaf', { path: '^shared/' }, { pathNot: ['^shared/', pkg('zod')] }),
    rule('domain-is-pure', { path: '^main/domain/' }, { pathNot: ['^main/domain/', '^shared/'] }),
    rule('ports-are-types', { path: '^main/ports/' }, { pathNot: ['^main/(ports|domain)/', '^shared/'] }),
    rule(
      'kits-know-only-ports',
      { path: '^main/(net|storage)/' },
      { path: '^main/', pathNot: ['^main/ports/', '^main/$1/'] },
    ),
    rule(
      'updates-know-only-ports',
      { path: '^main/updates/' },
      { path: '^main/', pathNot: ['^main/(ports|updates)/', '^main/storage/json-file\\.ts$'] },
    ),
    rule(
      'claude-knows-no-carrier',
      { path: '^main/claude/' },
      { path: '^main/', pathNot: '^main/(claude|ports|domain)/' },
    ),
    rule('shell-through-app', { path: '^main/shell/' }, { path: '^main/(backends|claude|net|storage)/' }),
    rule('backends-below-app', { path: '^main/backends/' }, { path: '^main/(app|shell|storage)/' }),
    rule(
      'backends-are-strangers',
      { path: '^main/backends/([^/]+)/' },
      { path: '^main/backends/([^/]+)/', pathNot: '^main/backends/$1/' },
    ),
    rule('app-through-ports', { path: '^main/app/' }, { path: ['^main/(backends|claude|net|shell|storage)/'] }),
    rule('app-does-no-io', { path: '^main/app/' }, { dependencyTypes: ['core'] }),
    rule(
      'electron-only-in-shell',
      {
        pathNot: [
          '^main/shell/',
          '^main/(index|claude-script|doctor-script)\\.ts$',
          '^preload/',
          '^test/e2e/',
          '^build/runtime/default-app/',
          '^bench/(empty-tray-app|naive)/',
        ],
      },
      { path: pkg('electron') },
    ),
    rule(
      'socket-io-only-in-happy',
      { pathNot: ['^main/backends/happy/', '^test/'] },
      { path: pkg('socket.io-client') },
    ),
    rule('ws-only-in-net', { pathNot: ['^main/(net|practice)/', '^test/', '^bench/', '^build/'] }, { path: pkg('ws') }),
    rule(
      'practice-knows-only-ports',
      { path: '^main/practice/' },
      { path: '^main/', pathNot: ['^main/(ports|practice)/'] },
    ),
    rule(
      'practice-is-plugged-in-once',
      { path: '^(main|preload|renderer|shared)/', pathNot: ['^main/practice/', '^main/index\\.ts$'] },
      { path: '^main/practice/' },
    ),
    rule('preload-sees-contract', { path: '^preload/' }, { pathNot: ['^preload/', '^shared/', pkg('electron')] }),
    rule('renderer-sees-shared', { path: '^renderer/' }, { path: '^(main|preload|build)/' }),
    rule('renderer-is-a-browser', { path: '^renderer/' }, { dependencyTypes: ['core'] }),
    rule(
      'features-by-front-door',
      { path: '^renderer/features/([^/]+)/' },
      {
        path: '^renderer/features/([^/]+)/',
        pathNot: ['^renderer/features/$1/', '^renderer/features/[^/]+/index\\.ts$'],
      },
    ),
    rule('ui-knows-no-feature', { path: '^renderer/(ui|bridge|store)/' }, { path: '^renderer/features/' }),
    rule('product-knows-no-test', { path: '^(main|preload|renderer|shared)/' }, { path: '^(test|bench)/' }),
  ],
  options: {
    tsPreCompilationDeps: true, // type-only imports count too
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/architecture/fixtures/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
