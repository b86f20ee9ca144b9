import { type Call, withoutPassword } from '../../foundation/base/index.ts'
import { type JsonMap, type JsonValue, jsonMap, renderJson } from '../../foundation/formats/index.ts'
import { type StudioSettings, studioSettings } from './studio-settings.ts'

/** A run, as studios know it. */
export interface ToldRun {
  readonly name: string
  readonly baseline: string
  readonly message: string | undefined
  /** From the repository's root to the project; empty if it is that. */
  readonly subdirectory: string
  /** What the stages of the run are told, too. */
  readonly variables: Readonly<Record<string, string | undefined>>
  /** The URL of the Git remote, if there is one. */
  remoteUrl(): string | undefined
}

export interface Warning {
  readonly kind: 'warning'
  readonly text: string
}

const longestMessage = 72
const patienceMilliseconds = 5_000

/**
 * Tells a studio that a run begins and ends, as `dvc exp run` does, if somebody has given a token for one. A studio that does not
 * answer, or refuses, is a warning: the run goes on.
 */
export class StudioTeller {
  readonly #run: ToldRun
  readonly #settings: StudioSettings
  readonly #call: Call<Warning>

  private constructor(run: ToldRun, settings: StudioSettings, call: Call<Warning>) {
    this.#run = run
    this.#settings = settings
    this.#call = call
  }

  /** Undefined if nobody is to be told. */
  static for(run: ToldRun, call: Call<Warning>): StudioTeller | undefined {
    const settings = studioSettings(run.variables)
    if (!settings) return undefined
    const repository = withoutPassword(settings.repository ?? run.remoteUrl() ?? '')
    if (repository) return new StudioTeller(run, { ...settings, repository }, call)
    call.report({
      kind: 'warning',
      text: 'No Git remote, by which the studio would know the repository: it is not told.',
    })
    return undefined
  }

  begins(params: JsonMap): Promise<void> {
    const { message, subdirectory } = this.#run
    return this.#tell('start', {
      ...(params.size > 0 && { params }),
      ...(message && { message: message.slice(0, longestMessage) }),
      ...(subdirectory && { subdir: subdirectory }),
    })
  }

  /** `commit` is that of the experiment, unless it has failed. */
  ends(metrics: JsonMap, commit: string | undefined): Promise<void> {
    return this.#tell('done', { ...(metrics.size > 0 && { metrics }), ...(commit && { experiment_rev: commit }) })
  }

  async #tell(type: 'start' | 'done', told: Readonly<Record<string, JsonValue>>): Promise<void> {
    const { baseline, name } = this.#run
    const common = { type, repo_url: this.#settings.repository!, baseline_sha: baseline, name, client: 'dvc' }
    const patience = AbortSignal.timeout(patienceMilliseconds)
    const signal = type === 'start' ? AbortSignal.any([this.#call.signal, patience]) : patience
    const problem = await this.#post(renderJson(jsonMap({ ...common, ...told })), signal)
    if (problem) this.#call.report({ kind: 'warning', text: `The studio could not be told: ${problem}` })
  }

  async #post(body: string, signal: AbortSignal): Promise<string | undefined> {
    const { url, token } = this.#settings
    const headers = { 'content-type': 'application/json', authorization: `token ${token}` }
    try {
      const { status } = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
      return status === 200 ? undefined : `it answers with ${status}.`
    } catch (error) {
      const { cause, message } = error as Error
      return `${new URL(url).origin}: ${cause instanceof Error && cause.message ? cause.message : message}`
    }
  }
}
