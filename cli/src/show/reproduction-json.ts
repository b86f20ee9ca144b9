import { StringDecoder } from 'node:string_decoder'
import { type Failure, type PipelineEvent, type ReproduceResult } from '@sterna/engine'
import { renderForPrograms } from '../shell/json-output.ts'
import type { Names } from './outlook.ts'

/** Tells a run of the pipeline as it goes to a program, each event a line of JSON. What stages print is in there as text. */
export class ReproductionEvents {
  readonly #names: Names
  readonly #print: (line: string) => void
  readonly #texts = new Map<string, StringDecoder>()

  constructor(names: Names, print: (line: string) => void) {
    this.#names = names
    this.#print = print
  }

  tell(event: PipelineEvent): void {
    switch (event.kind) {
      case 'stage-decided':
        return this.#line(event.kind, { ...this.#stage(event), decision: event.decision.kind })
      case 'output':
        return this.#output(event)
      case 'stage-waits':
        return this.#line(event.kind, { ...this.#stage(event), holders: this.#addresses(event.holders) })
      case 'run-awaited':
        return this.#line(event.kind, { ...this.#stage(event), root: event.holder.root, ...event.holder.by })
      case 'lock-written':
        return this.#line(event.kind, { file: this.#names.pathHere(event.file) })
      case 'command':
        return this.#line(event.kind, { ...this.#stage(event), line: event.line })
      case 'stage-retried':
        return this.#line(event.kind, { ...this.#stage(event), cause: event.cause, seconds: event.seconds })
      case 'stage-failed':
        return this.#failed(event)
      case 'stage-finished':
      case 'not-pulled':
        return this.#line(event.kind, this.#stage(event))
      case 'warning':
        return this.#line(event.kind, { text: event.text })
      default:
        return undefined
    }
  }

  done({ stages, changed, failed }: ReproduceResult): void {
    const told = stages.map(({ stage, decision }) => ({ ...this.#stage({ stage }), decision: decision.kind }))
    this.#line('done', { stages: told, changed, failed: this.#addresses(failed) })
  }

  failed({ code, message, hint }: Failure): void {
    this.#line('failed', { code, message, hint })
  }

  #failed({ stage, cause, skipped, isIgnored }: Extract<PipelineEvent, { kind: 'stage-failed' }>): void {
    this.#line('stage-failed', { ...this.#stage({ stage }), cause, skipped: this.#addresses(skipped), isIgnored })
  }

  #output({ stage, stream, bytes }: Extract<PipelineEvent, { kind: 'output' }>): void {
    const key = `${stream} ${stage}`
    const decoder = this.#texts.get(key) ?? new StringDecoder('utf8')
    this.#texts.set(key, decoder)
    const text = decoder.write(Buffer.from(bytes))
    if (text !== '') this.#line('output', { ...this.#stage({ stage }), stream, text })
  }

  #stage({ stage }: { readonly stage: string }) {
    return { stage: this.#names.addressHere(stage) }
  }

  #addresses(stages: readonly string[]): string[] {
    return stages.map((stage) => this.#names.addressHere(stage))
  }

  #line(event: string, content: Readonly<Record<string, unknown>>): void {
    this.#print(renderForPrograms({ event, time: new Date().toISOString(), ...content }, { isTerminal: false }))
  }
}
