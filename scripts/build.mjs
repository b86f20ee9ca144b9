// Bundles the command into cli/dist: one small CommonJS entry that answers --version and --help by itself, and ES
// modules for everything else, split so that a command loads only what it needs.
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const cli = join(root, 'cli')
const dist = join(cli, 'dist')
const { version } = JSON.parse(readFileSync(join(cli, 'package.json'), 'utf8'))

rmSync(dist, { recursive: true, force: true })
const main = await build({
  entryPoints: {
    main: join(cli, 'src/main.ts'),
    bare: join(cli, 'src/shell/bare.ts'),
    'store-worker': join(root, 'engine/src/storage/store-worker.ts'),
  },
  outdir: dist,
  outExtension: { '.js': '.mjs' },
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  minify: true,
  keepNames: false,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  conditions: ['source'],
  legalComments: 'none',
  metafile: true,
  define: { "process.env['STERNA_BUNDLED']": '"yes"' },
  banner: {
    js: "import{createRequire as __sternaRequire}from'node:module';const require=__sternaRequire(import.meta.url);",
  },
  absWorkingDir: root,
})
const lazy = []
for (const name of ['smol-toml', 'picomatch']) {
  const made = await build({
    metafile: true,
    entryPoints: [name],
    outfile: join(dist, `package-${name}.cjs`),
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    absWorkingDir: join(root, 'engine'),
  })
  lazy.push(...Object.keys(made.metafile.inputs).map((file) => join('engine', file)))
}
const { programHelp } = await import(join(dist, 'bare.mjs'))
writeFileSync(join(dist, 'sterna.cjs'), entry(version, programHelp()))
const inputs = [...Object.keys(main.metafile.inputs), ...lazy]
cpSync(join(root, 'examples/house-appraisal'), join(dist, 'example'), {
  recursive: true,
  filter: (file) => !file.endsWith('prepare-data.mjs'),
})
for (const name of ['README.md', 'LICENSE']) cpSync(join(root, name), join(cli, name))
writeFileSync(join(cli, 'THIRD-PARTY-NOTICES.md'), notices(bundledPackages(inputs)))

function entry(version, help) {
  return `#!/usr/bin/env node
'use strict'
const words = process.argv.slice(2)
if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) console.log(${JSON.stringify(version)})
else if (words.length === 1 && (words[0] === '--help' || words[0] === '-h')) console.log(${JSON.stringify(help)})
else {
  require('node:module').enableCompileCache?.()
  import('./main.mjs').then(({ runCommandLine }) => runCommandLine(words)).then((code) => { process.exitCode = code })
}
`
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
