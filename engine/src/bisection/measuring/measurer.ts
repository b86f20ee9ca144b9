import type { BisectionContext, MeasuredProject } from '../bisection-context.ts'
import { applyFactors } from '../factors/apply.ts'
import { SearchEnded } from '../search/smallest-cause.ts'
import { measureInTree } from './measure-in-tree.ts'
import { Memory } from './memory.ts'
import { type Metric, metricText } from './metric.ts'
import { makeMeasuringTree } from './trees.ts'
import { type Measurement, type Variant, variantName } from './variant.ts'

export interface MeasurerOptions {
  readonly metric: Metric
  /** Only what is recorded and remembered. */
  readonly noRun: boolean
  /** Do not believe what was measured before. */
  readonly isForced: boolean
  /** How many variants may run stages. */
  readonly maxRuns: number
  /** Files that Git does not know and that stages need. */
  readonly copyPaths: readonly string[]
}

/** Measures variants, each in a work tree of its own, remembers what came out, and counts what it took. */
export class Measurer {
  runs = 0
  readonly #context: BisectionContext
  readonly #options: MeasurerOptions
  readonly #memory: Memory
  readonly #known = new Map<string, Measurement>()
  readonly #used = new Map<string, number>()
  readonly #signal: AbortSignal

  constructor(context: BisectionContext, options: MeasurerOptions, signal: AbortSignal) {
    this.#context = context
    this.#options = options
    this.#memory = new Memory(context.files, context.sharedState, metricText(options.metric))
    this.#signal = signal
  }

  /** What is known of a variant without a work tree. */
  remembered(variant: Variant): Measurement | undefined {
    const name = variantName(variant)
    const before = this.#known.get(name)
    const value = this.#options.isForced ? undefined : this.#memory.value(name)
    return before ?? (value === undefined ? undefined : { kind: 'value', value, source: 'remembered', seconds: 0 })
  }

  /** The metric of a variant. Throws `SearchEnded` if no more may run. */
  async measure(variant: Variant): Promise<Measurement> {
    const before = this.remembered(variant)
    if (before) return before
    const measurement = await this.#measureAnew(variant, false)
    const name = variantName(variant)
    this.#known.set(name, measurement)
    if (measurement.kind === 'value') this.#memory.add({ variant: name, value: measurement.value })
    return measurement
  }

  /** One more run of a variant; those that an earlier bisection has made come first. */
  async sample(variant: Variant): Promise<Measurement> {
    const name = variantName(variant)
    const used = this.#used.get(name) ?? 0
    this.#used.set(name, used + 1)
    const value = this.#options.isForced ? undefined : this.#memory.samples(name)[used]
    if (value !== undefined) return { kind: 'value', value, source: 'remembered', seconds: 0 }
    const measurement = await this.#measureAnew(variant, true)
    if (measurement.kind === 'value') this.#memory.add({ variant: name, value: measurement.value, isSample: true })
    return measurement
  }

  async #measureAnew({ commit, from, changes }: Variant, isSample: boolean): Promise<Measurement> {
    const tree = makeMeasuringTree(this.#context, { commit, copyPaths: this.#options.copyPaths })
    try {
      if (from !== undefined && changes.length > 0) await applyFactors(this.#context, tree.project, { from, changes })
      const project = await this.#context.openTree(tree.project)
      try {
        return await this.#measureIn(project, isSample)
      } finally {
        project.close()
      }
    } finally {
      tree.remove()
    }
  }

  async #measureIn(project: MeasuredProject, isSample: boolean): Promise<Measurement> {
    let hasBegun = false
    const found = await measureInTree(project, {
      home: this.#context,
      metric: this.#options.metric,
      isSample,
      mayRun: () => (hasBegun = this.#mayRun()),
      signal: this.#signal,
    })
    if (hasBegun && (found.kind === 'unusable' || found.source === 'ran')) this.runs++
    return found
  }

  #mayRun(): boolean {
    if (this.#options.noRun) return false
    if (this.runs >= this.#options.maxRuns) throw new SearchEnded()
    return true
  }
}
