import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'

/** A repository of its own, with a home of its own, in which one sequence is played. */
export interface World {
  readonly directory: string
  readonly variables: Readonly<Record<string, string>>
  remove(): void
}

/** What keeps DVC from asking the network: who uses it, and, over a protocol that no emulator speaks, of what kind a bucket is. */
export const dvcVariables = { DVC_NO_ANALYTICS: '1', GCSFS_EXPERIMENTAL_ZB_HNS_SUPPORT: 'false' }

/** Also where a tool runs in a process that does not have the variables. */
const identity = [
  ['user.name', 'Ada'],
  ['user.email', 'ada@example.org'],
] as const

/** An empty Git repository at a path of fixed length, so that what depends on the length is equal everywhere. */
export function makeWorld(): World {
  const base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'compat-')))
  const directory = path.join(base, 'project')
  fs.mkdirSync(directory)
  fs.mkdirSync(path.join(base, 'home'))
  const variables = {
    PATH: process.env['PATH'] ?? '',
    HOME: path.join(base, 'home'),
    SHELL: '/bin/sh',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    ...dvcVariables,
    DVC_SITE_CACHE_DIR: path.join(base, 'site'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
    GIT_AUTHOR_DATE: '1704067200 +0000',
    GIT_COMMITTER_DATE: '1704067200 +0000',
  }
  const git = (...words: string[]) => execFileSync('git', words, { cwd: directory, env: variables })
  git('init', '--quiet', '-b', 'main')
  for (const [name, value] of identity) git('config', name, value)
  return { directory, variables, remove: () => fs.rmSync(base, { recursive: true, force: true }) }
}

export interface SeenFile {
  readonly mode: string
  readonly content: string
}

/** Git's own, scratch, what only sterna keeps (objects it has set aside, which DVC deletes), and what only DVC keeps. */
const leftOut = /^\.git(\/|$)|(^|\/)(\.dvc\/tmp|\.dvc\/cache\/fs|sterna-trash|sterna-quarantine)(\/|$)/

/** Every file of the world that both tools answer for, by path: content, kind and permissions. */
export function seeFiles({ directory }: World, beside: readonly string[] = []): Map<string, SeenFile> {
  const seen = new Map<string, SeenFile>()
  walk(directory, '', seen)
  for (const name of beside) walk(path.join(path.dirname(directory), name), `../${name}`, seen)
  return seen
}

function walk(directory: string, prefix: string, seen: Map<string, SeenFile>): void {
  if (!fs.existsSync(directory)) return
  for (const name of fs.readdirSync(directory).sort()) {
    const shown = prefix === '' ? name : `${prefix}/${name}`
    const file = path.join(directory, name)
    if (leftOut.test(shown)) continue
    const stats = fs.lstatSync(file)
    if (stats.isDirectory()) walk(file, shown, seen)
    else seen.set(shown, seeFile(file, stats))
  }
}

/** Changes when a file of the world does, but for what the programs only remember. */
export function traceFiles({ directory }: World): string {
  const names = fs.readdirSync(path.dirname(directory), { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => !/(^|[/])(site|home|tmp)([/]|$)/.test(name))
    .map((name) => {
      const { ino, mode, mtimeMs, size } = fs.lstatSync(path.join(path.dirname(directory), name))
      return [name, ino, mode, mtimeMs, size].join(' ')
    })
    .join('\n')
}

/** DVC takes others' leave to run a file away when it hashes it; we do not. */
const executableByOthers = 0o011

function seeFile(file: string, stats: fs.Stats): SeenFile {
  const mode = (stats.mode & 0o777 & ~executableByOthers).toString(8)
  if (stats.isSymbolicLink()) return { mode: 'link', content: fs.readlinkSync(file).replace(/.*\/project\//, '') }
  return { mode, content: fs.readFileSync(file, 'latin1') }
}
