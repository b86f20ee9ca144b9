import { type AbsolutePath, Failure, withoutPassword } from '../base/index.ts'
import { linesOf } from './list-refs.ts'
import { type OtherMachine, runOnOther } from './other-repository.ts'
import { remoteFailure } from './remote-refs.ts'

/** What became of a ref that was sent: it is there now, it was, or there is something else that it does not follow. */
export type SentRef = 'sent' | 'up-to-date' | 'diverged'

/** As many refs as one command line takes without fail. */
const refsAtOnce = 1000

/** Sends refs to another repository and gets them from there, under the names they have, all in one process. */
export class RemoteExchange {
  readonly #machine: OtherMachine
  readonly #root: AbsolutePath

  constructor(machine: OtherMachine, root: AbsolutePath) {
    this.#machine = machine
    this.#root = root
  }

  /** Sends refs. What is something else there stays, unless forced. Those that are not `needed` may be refused. */
  push(remote: string, refs: readonly string[], force: boolean, needed = refs): ReadonlyMap<string, SentRef> {
    const options = force ? ['--force'] : []
    const specs = refs.map((ref) => `${ref}:${ref}`)
    const isNeeded = new Set(needed)
    return new Map(portions(specs).flatMap((some) => this.#push(remote, options, some, (ref) => isNeeded.has(ref))))
  }

  /** Takes refs away there. */
  remove(remote: string, refs: readonly string[]): void {
    for (const some of portions(refs.map((ref) => `:${ref}`))) this.#push(remote, [], some)
  }

  /** Gets refs. What is something else here stays, unless forced. */
  fetch(remote: string, refs: readonly string[], force: boolean): void {
    if (refs.length === 0) return
    const quiet = ['--quiet', '--no-write-fetch-head', '--no-auto-maintenance', '--no-tags']
    const words = ['fetch', ...quiet, ...(force ? ['--force'] : []), '--stdin', '--', remote]
    const input = refs.map((ref) => `${ref}:${ref}\n`).join('')
    const { code, stderr } = runOnOther(this.#machine, { words, directory: this.#root, input })
    // A ref that would not follow is told of by the exit code alone, because of `--quiet`.
    if (code !== 0 && stderr.trim() !== '') throw remoteFailure(remote, stderr)
  }

  #push(
    remote: string,
    options: readonly string[],
    specs: readonly string[],
    isNeeded: (ref: string) => boolean = () => true,
  ): [string, SentRef][] {
    const words = ['push', '--porcelain', '--no-verify', ...options, '--', remote, ...specs]
    const { code, stdout, stderr } = runOnOther(this.#machine, { words, directory: this.#root })
    const lines = linesOf(stdout).map((line) => line.split('\t'))
    const refused = lines.filter(
      ([flag, spec = '', said = '']) => flag === '!' && !isDiverged(said) && isNeeded(targetOf(spec)),
    )
    if (refused.length > 0) throw notTaken(remote, refused)
    const outcomes = lines.flatMap((fields) => outcomeOf(fields))
    if (code !== 0 && outcomes.length === 0) throw remoteFailure(remote, stderr)
    return outcomes
  }
}

/** Of a line `FLAG<TAB>FROM:TO<TAB>WHAT HAPPENED`. */
function outcomeOf([flag = '', spec]: readonly string[]): [string, SentRef][] {
  if (spec === undefined) return []
  return [[targetOf(spec), flag === '=' ? 'up-to-date' : flag === '!' ? 'diverged' : 'sent']]
}

function targetOf(spec: string): string {
  return spec.slice(spec.indexOf(':') + 1)
}

function isDiverged(said: string): boolean {
  return said.startsWith('[rejected]')
}

function notTaken(remote: string, lines: readonly (readonly string[])[]): Failure {
  const list = lines.map(([, spec = '', said = '']) => `    ${spec.replace(/^.*:/, '')} ${said}`).join('\n')
  return new Failure('git', `'${withoutPassword(remote)}' does not take:\n${list}`, {
    hint: 'Ask whoever runs it whether refs below refs/exps may be written there.',
  })
}

function portions(specs: readonly string[]): (readonly string[])[] {
  const count = Math.ceil(specs.length / refsAtOnce)
  return Array.from({ length: count }, (_, i) => specs.slice(i * refsAtOnce, (i + 1) * refsAtOnce))
}
