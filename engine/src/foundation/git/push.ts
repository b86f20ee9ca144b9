import { type AbsolutePath, Failure } from '../base/index.ts'
import type { Environment, Processes } from '../system/index.ts'
import { type PushedRef, parsePushPreview, withoutQuiet } from './push-preview.ts'

const stageFiles = [':(glob)**/*.dvc', ':(glob)**/dvc.lock', ':(glob)**/dvc.yaml']

export interface GitPushMachine {
  readonly processes: Processes
  readonly environment: Environment
}

/** Sends commits to another repository. */
export class GitPush {
  readonly #machine: GitPushMachine
  readonly #root: AbsolutePath

  constructor(machine: GitPushMachine, root: AbsolutePath) {
    this.#machine = machine
    this.#root = root
  }

  /** What a push with these words would change. Throws a Failure `git` if it would be refused. */
  preview(words: readonly string[]): PushedRef[] {
    const asked = ['push', '--dry-run', '--porcelain', '--no-verify', ...withoutQuiet(words)]
    const { code, stdout, stderr } = this.#machine.processes.run({
      command: 'git',
      arguments: asked,
      directory: this.#root,
    })
    if (code !== 0) throw new Failure('git', `git push would fail: ${refusals(stdout) || stderr.trim()}`)
    if (!/^Done$/m.test(stdout)) throw new Failure('git', 'git push does not say what it would change.')
    return parsePushPreview(stdout)
  }

  /** Those commits that lead to the tips, that no remote branch has yet, and that change what stage files say. */
  earlierCommits(tips: readonly string[]): string[] {
    const asked = ['rev-list', ...tips, '--not', '--remotes', '--', ...stageFiles]
    const { code, stdout, stderr } = this.#machine.processes.run({
      command: 'git',
      arguments: asked,
      directory: this.#root,
    })
    if (code !== 0) throw new Failure('git', `git rev-list failed: ${stderr.trim()}`)
    return stdout.split('\n').filter((commit) => commit !== '' && !tips.includes(commit))
  }

  /** Pushes, with the terminal's own streams and these variables added. Returns Git's exit code. */
  run(words: readonly string[], variables: Readonly<Record<string, string>>, signal: AbortSignal): Promise<number> {
    const request = {
      command: 'git',
      arguments: ['push', ...words],
      directory: this.#root,
      variables: { ...this.#machine.environment.variables, ...variables },
      stdout: 'inherit',
    } as const
    return this.#machine.processes.runAttached(request, signal)
  }
}

/** The lines of refs that the other side refuses. */
function refusals(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.split('\t').slice(1).join(' '))
    .join('; ')
}
