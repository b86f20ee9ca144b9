import type { RepoPath } from '../../foundation/base/index.ts'
import { readJson, readToml, readYaml, type Value, type ValueMap } from '../../foundation/formats/index.ts'

/** Versions by package. Two versions of one package at once stand side by side, with a comma. */
export type Packages = ReadonlyMap<string, string>

type ReadPackages = (text: string, file: RepoPath) => Iterable<readonly [name: string, version: string]>

/** Files that fix the environment in which code runs, by their names, and how their packages are read. */
const readers: readonly (readonly [name: RegExp, read: ReadPackages])[] = [
  [/^(requirements.*|constraints.*)\.txt$/, requirements],
  [/^(uv|poetry|pdm)\.lock$/, lockedInToml],
  [/^Pipfile\.lock$/, pipfile],
  [/^(environment|conda).*\.ya?ml$/, conda],
  [/^package-lock\.json$/, npm],
  [/^\.(python|node)-version$/, (text, file) => [[file.replace(/^.*\.|-version$/g, ''), text.trim()]]],
]

/** Whether a file is known to fix an environment. */
export function fixesEnvironment(file: RepoPath): boolean {
  return readerOf(file) !== undefined
}

/** What a file of the environment fixes. A text that is not of its format is a `Failure`. */
export function packagesOf(text: string, file: RepoPath): Packages {
  const found = new Map<string, string>()
  for (const [name, version] of readerOf(file)?.(text, file) ?? []) {
    const before = found.get(name)
    found.set(name, before === undefined || before === version ? version : `${before}, ${version}`)
  }
  return found
}

function readerOf(file: RepoPath): ReadPackages | undefined {
  const name = file.slice(file.lastIndexOf('/') + 1)
  return readers.find(([pattern]) => pattern.test(name))?.[1]
}

/** `name==1.2`, `name[extra]>=1 ; marker`; options and URLs count as they are written. */
function* requirements(text: string): Iterable<readonly [string, string]> {
  for (const line of text.replaceAll('\\\n', ' ').split('\n')) {
    const [, name, version] =
      /^(\w[\w.-]*(?:\[[^\]]*\])?)\s*(.*?)\s*$/.exec(line.replace(/(?:;|--hash|(?:^|\s)#).*$/, '').trim()) ?? []
    if (name !== undefined) yield [name, version!.replace(/^==\s*/, '')]
  }
}

function* lockedInToml(text: string, file: RepoPath): Iterable<readonly [string, string]> {
  for (const one of listAt(readToml(text, file), 'package')) {
    const [name, version] = [textAt(one, 'name'), textAt(one, 'version')]
    if (name !== undefined && version !== undefined) yield [name, version]
  }
}

function* pipfile(text: string, file: RepoPath): Iterable<readonly [string, string]> {
  for (const section of ['default', 'develop'])
    for (const [name, one] of entriesAt(readJson(text, file), section)) {
      const version = textAt(one, 'version')
      if (version !== undefined) yield [name, version.replace(/^==/, '')]
    }
}

/** `name=1.2=build`, and what pip adds. */
function* conda(text: string, file: RepoPath): Iterable<readonly [string, string]> {
  for (const one of listAt(readYaml(text, file), 'dependencies')) {
    if (typeof one === 'string') {
      const [, name, version] = /^([\w.-]+)\s*=*\s*(.*)$/.exec(one) ?? []
      if (name !== undefined) yield [name, version!]
    } else yield* requirements(listAt(one, 'pip').join('\n'))
  }
}

function* npm(text: string, file: RepoPath): Iterable<readonly [string, string]> {
  for (const [place, one] of entriesAt(readJson(text, file), 'packages')) {
    const version = textAt(one, 'version')
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
    if (place.includes('node_modules/') && version !== undefined) yield [name, version]
  }
}

function mapAt(value: Value, key: string): Value | undefined {
  return value instanceof Map ? (value as ValueMap).get(key) : undefined
}

function listAt(value: Value, key: string): readonly Value[] {
  const list = mapAt(value, key)
  return Array.isArray(list) ? list : []
}

function textAt(value: Value, key: string): string | undefined {
  const text = mapAt(value, key)
  return typeof text === 'string' ? text : undefined
}

function entriesAt(value: Value, key: string): (readonly [string, Value])[] {
  const entries = mapAt(value, key)
  return entries instanceof Map ? [...(entries as ValueMap)].map(([name, one]) => [String(name), one]) : []
}
