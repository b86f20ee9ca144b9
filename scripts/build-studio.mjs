// Bundles the studio's pages into a folder: one document, its style, and scripts that are loaded page by page. Files in assets/ are
// called by their content, so that browsers may keep them for ever.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { pastDoors } from './past-doors.mjs'

const browsers = ['chrome123', 'firefox120', 'safari17.5']

/** Returns the files that went into it, for the notices of other people's code. */
export async function buildStudio(root, directory) {
  rmSync(directory, { recursive: true, force: true })
  const made = await build({
    entryPoints: [join(root, 'studio/src/main.tsx')],
    outdir: join(directory, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    target: browsers,
    loader: { '.woff2': 'file' },
    conditions: ['source'],
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    metafile: true,
    absWorkingDir: root,
  })
  const outputs = Object.entries(made.metafile.outputs)
  const [script, { cssBundle }] = outputs.find(([, { entryPoint }]) => entryPoint === 'studio/src/main.tsx')
  const styles = [
    cssBundle,
    ...outputs.flatMap(([name]) => (name.endsWith('.css') && name !== cssBundle ? [name] : [])),
  ]
  mkdirSync(directory, { recursive: true })
  const page = readFileSync(join(root, 'studio/index.html'), 'utf8')
    .replace(
      / *STYLES/,
      styles.map((name) => `    <link rel="stylesheet" href="/assets/${basename(name)}" />`).join('\n'),
    )
    .replace('SCRIPT', `/assets/${basename(script)}`)
  writeFileSync(join(directory, 'index.html'), page)
  cpSync(join(root, 'studio/icon.svg'), join(directory, 'icon.svg'))
  return [...Object.keys(made.metafile.inputs), ...(await buildAnswers(root, directory))]
}

/** What answers the pages of an export, in the browser, out of files. */
async function buildAnswers(root, directory) {
  const made = await build({
    entryPoints: { answers: join(root, 'server/src/export/answer-from-files.ts') },
    outdir: join(directory, 'export'),
    entryNames: '[name]-[hash]',
    bundle: true,
    format: 'esm',
    platform: 'browser',
    minify: true,
    target: browsers,
    conditions: ['source'],
    legalComments: 'none',
    metafile: true,
    absWorkingDir: root,
    plugins: [pastDoors({ '@sterna/engine': join(root, 'engine/src/index.ts') })],
  })
  return Object.keys(made.metafile.inputs)
}
