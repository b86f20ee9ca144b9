/**
 * Who may import whom, with the reason. Read by dependency-cruiser in `npm run check`; ARCHITECTURE.md shows the table.
 * Each room may use itself and the rooms listed for it, through their doors (index.ts).
 */
const rooms = {
  'foundation/base': [],
  'foundation/formats': ['foundation/base'],
  'foundation/system': ['foundation/base'],
  'foundation/ignore': ['foundation/base'],
  'foundation/git': ['foundation/base', 'foundation/system', 'foundation/ignore'],
  'foundation/config': ['foundation/base', 'foundation/formats', 'foundation/system'],
  'foundation/schema': ['foundation/base', 'foundation/formats'],
  scheduling: [],
  overrides: ['foundation/base', 'foundation/formats'],
  locks: ['foundation/base', 'foundation/system'],
  live: ['foundation/base', 'foundation/formats', 'foundation/system'],
  jobs: ['foundation/base', 'foundation/formats', 'foundation/system', 'scheduling'],
  attempts: ['foundation/base', 'foundation/formats', 'foundation/system'],
  storage: ['foundation/base', 'foundation/formats', 'foundation/system', 'foundation/config'],
  records: ['foundation/base', 'foundation/formats', 'foundation/system', 'foundation/git'],
  data: [
    'foundation/base',
    'foundation/formats',
    'foundation/system',
    'foundation/ignore',
    'foundation/git',
    'foundation/config',
    'foundation/schema',
    'locks',
    'storage',
  ],
  pipeline: [
    'foundation/base',
    'foundation/formats',
    'foundation/system',
    'foundation/ignore',
    'foundation/git',
    'foundation/config',
    'foundation/schema',
    'locks',
    'scheduling',
    'attempts',
    'storage',
    'data',
  ],
  observation: [
    'foundation/base',
    'foundation/formats',
    'foundation/system',
    'foundation/ignore',
    'scheduling',
    'attempts',
    'pipeline',
  ],
  revisions: ['foundation/base', 'foundation/system', 'foundation/ignore', 'foundation/git', 'data', 'pipeline'],
  upkeep: ['foundation/base', 'foundation/system', 'foundation/git', 'storage', 'data'],
  browsing: [
    'foundation/base',
    'foundation/system',
    'foundation/ignore',
    'foundation/git',
    'storage',
    'data',
    'revisions',
  ],
  comparison: ['foundation/base', 'foundation/git', 'storage', 'data', 'revisions'],
  contrast: [
    'foundation/base',
    'foundation/formats',
    'foundation/system',
    'foundation/git',
    'records',
    'data',
    'pipeline',
    'revisions',
    'comparison',
    'metrics',
  ],
  metrics: ['foundation/base', 'foundation/formats', 'data', 'pipeline', 'revisions'],
  experiments: [
    'foundation/base',
    'foundation/formats',
    'foundation/system',
    'foundation/git',
    'foundation/config',
    'locks',
    'attempts',
    'jobs',
    'overrides',
    'records',
    'data',
    'pipeline',
    'observation',
    'revisions',
    'metrics',
  ],
  // Measures commits in work trees as the queue of experiments does, whose names and metrics it understands.
  bisection: [
    'foundation/base',
    'foundation/formats',
    'foundation/system',
    'foundation/git',
    'storage',
    'data',
    'pipeline',
    'revisions',
    'metrics',
    'experiments',
  ],
  plots: ['foundation/base', 'foundation/formats', 'foundation/system', 'storage', 'data', 'pipeline', 'revisions'],
}

const inEngine = (room) => `^engine/src/${room}/`
const others = (room) => Object.keys(rooms).filter((other) => other !== room && !rooms[room].includes(other))

const floorRules = Object.keys(rooms).map((room) => ({
  name: `floor-of-${room.replace('/', '-')}`,
  comment: 'A room knows only the floors below it; otherwise nothing can be understood or tested by itself.',
  severity: 'error',
  from: { path: inEngine(room) },
  to: { path: [...others(room).map(inEngine), '^engine/src/project/', '^engine/src/index.ts'] },
}))

const doorRules = Object.keys(rooms).map((room) => ({
  name: `door-of-${room.replace('/', '-')}`,
  comment: 'Other rooms enter through index.ts, so that what lies behind it can be moved.',
  severity: 'error',
  from: { path: '^engine/src/', pathNot: inEngine(room) },
  to: { path: inEngine(room), pathNot: `${inEngine(room)}index\\.ts$` },
}))

/** Which packages do not know which others, and why. */
const strangers = {
  'contract-alone': {
    comment: 'The contract between server and pages knows neither of them, nor the engine.',
    who: 'api',
    whom: 'engine|server|studio|cli|testkit',
  },
  'pages-by-contract': {
    comment: 'Pages see the contract only, so that the engine can be reshaped without moving them.',
    who: 'studio',
    whom: 'engine|server|cli|testkit',
  },
  'server-below': {
    comment: 'The server serves; who starts it, and what the pages look like, it does not know.',
    who: 'engine|server',
    whom: 'cli|studio',
  },
  'engine-alone': { comment: 'The engine works without a server.', who: 'engine', whom: 'server|api' },
}

const packageRules = Object.entries(strangers).map(([name, { comment, who, whom }]) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^(${who})/` },
  to: { path: `^(${whom})/` },
}))

module.exports = {
  forbidden: [
    ...floorRules,
    ...doorRules,
    {
      name: 'no-circle',
      comment: 'Two files that need each other when they run are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    ...packageRules,
    {
      name: 'public-face',
      comment: 'The command line and the server use what the engine publishes, nothing behind it.',
      severity: 'error',
      from: { path: '^(cli|server|testkit)/' },
      to: { path: '^engine/src/', pathNot: '^engine/src/index\\.ts$' },
    },
    {
      name: 'machine-only-in-system',
      comment:
        'Files, processes and sockets are touched in one room and in the bulk loops of storage; the rest can be tested in memory.',
      severity: 'error',
      from: {
        path: '^engine/src/',
        pathNot: [
          '^engine/src/(foundation/system|storage)/',
          '^engine/src/foundation/git/objects/',
          '\\.test\\.ts$',
          '-contract\\.ts$',
        ],
      },
      to: { path: '^(node:)?(fs|child_process|net|http|https|worker_threads)$' },
    },
    {
      name: 'undeclared-package',
      comment: 'What is imported stands in the package.json of the one who imports it.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['node_modules', '/dist/', '\\.test\\.ts$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
}
