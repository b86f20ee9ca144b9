// Bundles the command into cli/dist: one small CommonJS entry that answers --version and --help by itself, and ES
// modules for everything else, split so that a command loads only what it needs.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const cli = join(root, 'cli')
const dist = join(cli, 'dist')
const { version } = JSON.parse(readFileSync(join(cli, 'package.json'), 'utf8'))

rmSync(dist, { recursive: true, force: true })
const result = await build({
  entryPoints: { main: join(cli, 'src/main.ts'), bare: join(cli, 'src/shell/bare.ts') },
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
  banner: { js: "import{createRequire as __sternaRequire}from'node:module';const require=__sternaRequire(import.meta.url);" },
  absWorkingDir: root,
})
for (const name of ['yaml', 'smol-toml', 'picomatch']) {
  await build({ entryPoints: [name], outfile: join(dist, `package-${name}.cjs`), bundle: true, minify: true, format: 'cjs', platform: 'node', target: 'node20', legalComments: 'none', absWorkingDir: join(root, 'engine') })
}
const { programHelp } = await import(join(dist, 'bare.mjs'))
writeFileSync(join(dist, 'sterna.cjs'), entry(version, programHelp()))
cpSync(join(root, 'examples/house-appraisal'), join(dist, 'example'), { recursive: true, filter: (file) => !file.endsWith('prepare-data.mjs') })
writeFileSync(join(dist, 'meta.json'), JSON.stringify(result.metafile))

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
