// Bundles the command into cli/dist: a launcher that answers --version and --help by itself, the program, the thread that
// stores files, and each package of weight as a file of its own. All CommonJS, so that V8's compiled code can be kept
// (docs/decisions/0006).
import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules, createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { buildStudio } from './build-studio.mjs'
import { pastDoors } from './past-doors.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const cli = join(root, 'cli')
const dist = join(cli, 'dist')
const require = createRequire(import.meta.url)
const { version } = JSON.parse(readFileSync(join(cli, 'package.json'), 'utf8'))
const shared = {
  bundle: true,
  minify: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  metafile: true,
}

rmSync(dist, { recursive: true, force: true })
const main = await build({
  ...shared,
  entryPoints: {
    main: join(cli, 'src/main.ts'),
    bare: join(cli, 'src/shell/bare.ts'),
    'storage-thread': join(root, 'engine/src/storage/threads/thread.ts'),
    'job-supervisor': join(root, 'engine/src/jobs/supervisor/supervise.ts'),
    'digest-thread': join(root, 'engine/src/storage/md5/digest-thread.ts'),
  },
  outdir: dist,
  outExtension: { '.js': '.cjs' },
  conditions: ['source'],
  define: { "process.env['STERNA_BUNDLED']": '"yes"', 'import.meta.url': 'sternaFileUrl' },
  banner: { js: "const sternaFileUrl=require('node:url').pathToFileURL(__filename).href;" },
  absWorkingDir: root,
  plugins: [
    pastDoors({ '@sterna/engine': join(root, 'engine/src/index.ts') }),
    builtins([
      'child_process',
      'crypto',
      'http',
      'https',
      'net',
      'os',
      'readline',
      'timers/promises',
      'tls',
      'v8',
      'worker_threads',
      'zlib',
    ]),
  ],
})
const lazy = []
for (const name of [
  'smol-toml',
  'picomatch',
  'string-width',
  '@aws-sdk/credential-provider-node',
  '@azure/identity',
  'google-auth-library',
]) {
  const made = await build({
    ...shared,
    entryPoints: [name],
    outfile: join(dist, `package-${name.replaceAll(/\W/g, '-')}.cjs`),
    absWorkingDir: join(root, 'engine'),
  })
  lazy.push(...Object.keys(made.metafile.inputs).map((file) => join('engine', file)))
}
// Vega is put into pages as its makers minified it; bundling it here only tells whose code that is.
for (const name of ['vega', 'vega-lite', 'vega-embed']) {
  cpSync(join(dirname(require.resolve(name)), `${name}.min.js`), join(dist, 'page', `${name}.js`))
  const made = await build({ ...shared, platform: 'browser', entryPoints: [name], write: false, absWorkingDir: cli })
  lazy.push(...Object.keys(made.metafile.inputs).map((file) => join('cli', file)))
}
lazy.push(...(await buildStudio(root, join(dist, 'studio'))))
const { programHelp, programCommands } = require(join(dist, 'bare.cjs'))
rmSync(join(dist, 'bare.cjs'))
await build({
  ...shared,
  entryPoints: [join(cli, 'src/launch/launcher.ts')],
  outfile: join(dist, 'sterna.cjs'),
  define: { sternaBuild: JSON.stringify({ version, help: programHelp(), commands: programCommands(), id: buildId() }) },
  banner: { js: '#!/usr/bin/env node' },
  plugins: [builtins(['v8'])],
})
const inputs = [...Object.keys(main.metafile.inputs), ...lazy]
cpSync(join(root, 'examples/house-appraisal'), join(dist, 'example'), {
  recursive: true,
  filter: (file) => !file.endsWith('prepare-data.mjs'),
})
for (const name of ['README.md', 'LICENSE']) cpSync(join(root, name), join(cli, name))
writeFileSync(join(cli, 'THIRD-PARTY-NOTICES.md'), notices(bundledPackages(inputs)))

/** The version, and what tells two builds of it apart. */
function buildId() {
  const digest = createHash('sha256')
    .update(readFileSync(join(dist, 'main.cjs')))
    .digest('hex')
  return `${version}-${digest.slice(0, 16)}`
}

/**
 * Node's own modules, each linked once. Those that take milliseconds to load and that most commands never touch are loaded when
 * something of them is used.
 */
function builtins(onFirstUse) {
  const setup = ({ onResolve, onLoad }) => {
    onResolve({ filter: /^(?:node:)?[a-z0-9_/]+$/ }, ({ path, namespace, kind }) => {
      const name = path.replace('node:', '')
      if (!builtinModules.includes(name)) return undefined
      const isPlain = namespace === 'builtin' || (kind === 'require-call' && !onFirstUse.includes(name))
      return isPlain ? { path: name, external: true } : { path: name, namespace: 'builtin' }
    })
    onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
      contents: onFirstUse.includes(path) ? linkedOnFirstUse(path) : linked(path),
      loader: 'js',
    }))
  }
  return { name: 'builtins', setup }
}

/** Names that nothing uses are dropped: some are getters that load more, or that warn. */
function linked(name) {
  const names = Object.keys(require(`node:${name}`)).filter((property) => property !== 'default')
  const exported = names.map((property) => `export const ${property} = /* @__PURE__ */ of('${property}')`)
  return [
    `const builtin = require('${name}')`,
    'const of = (property) => builtin[property]',
    'export default builtin',
    ...exported,
  ].join('\n')
}

function linkedOnFirstUse(name) {
  const properties = JSON.stringify(Object.keys(require(`node:${name}`)))
  return `const load = () => require('${name}')
    for (const name of ${properties}) Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] })`
}

/** The packages whose code is in the bundle, by their folders. */
function bundledPackages(files) {
  const folders = files.flatMap((file) => join(root, file).match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? [])
  return [...new Set(folders)].sort()
}

/** Name, version and licence text of each. */
function notices(folders) {
  const parts = folders.map((folder) => {
    const { name, version: packed, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : 'The package has no licence file of its own.'
    return `## ${name} ${packed} (${license})\n\n\`\`\`text\n${text}\n\`\`\`\n`
  })
  return [
    '# Third-party notices',
    '',
    'Packages whose code is part of the published command. Made by `npm run build`.',
    '',
    ...parts,
  ].join('\n')
}
