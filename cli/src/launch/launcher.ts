import * as fs from 'node:fs'
import * as path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { dvcVersion, isCalledDvc } from './called-as-dvc.ts'
import { CodeCache } from './code-cache.ts'

/** Put in by the build: what can be said without loading the program, and a text that differs for each build. */
declare const sternaBuild: {
  readonly version: string
  readonly help: string
  readonly commands: string[]
  readonly id: string
}

interface Program {
  runCommandLine(words: readonly string[]): Promise<number>
}

/** Commands that may go through a million files, or stay, for which it is worth loading `node:v8`, two milliseconds. */
const bulkCommands = new Set([
  'add',
  'checkout',
  'commit',
  'data',
  'diff',
  'fetch',
  'gc',
  'import',
  'import-url',
  'pull',
  'push',
  'space',
  'studio',
  'verify',
])

const words = process.argv.slice(2)
const only = words.length === 1 ? words[0] : undefined
const version = isCalledDvc(process.argv[1]) ? dvcVersion : sternaBuild.version
if (only === '--version' || only === '-V') fs.writeSync(1, `${version}\n`)
else if (only === '--help' || only === '-h') fs.writeSync(1, `${sternaBuild.help}\n`)
else void run()

async function run(): Promise<void> {
  const command = words.find((word) => sternaBuild.commands.includes(word)) ?? 'sterna'
  if (bulkCommands.has(command)) keepHeapSmall()
  const cache = new CodeCache(process.env, `${sternaBuild.id}-${process.version}-${process.arch}`, command)
  const program = cache.load(path.join(__dirname, 'main.cjs')) as Program
  const exitCode = await program.runCommandLine(words)
  cache.save()
  process.exit(exitCode)
}

/**
 * V8 would let the young generation grow to 100 MB on Node 24, for nothing, and the old one to three times what is in use.
 * 100,000 files took 350 MB at the peak, and a million 900 MB; so they take 200 and 550, and a twentieth more time.
 */
function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=50')
}
