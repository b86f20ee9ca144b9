import { type PipelineEvent, type Project, type RunHolder } from '@sterna/engine'
import type { Session } from '../shell/command.ts'
import { lockFileLines, warningsTo } from './events.ts'
import { joinedNames } from './joined-names.ts'
import { MarkedLines } from './marked-lines.ts'

export interface TellingOptions {
  /** Stages run at the same time, so that each line has to say whose it is. */
  readonly isSideBySide: boolean
  readonly next: (event: PipelineEvent) => void
}

/** Tells a run of the pipeline as it goes, in DVC's lines. */
export class ReproductionTeller {
  readonly #session: Session
  readonly #next: (event: PipelineEvent) => void
  readonly #project: Project
  #hasRun = false
  #needsGap = false
  readonly #lines: MarkedLines | undefined

  constructor(project: Project, session: Session, { isSideBySide, next }: TellingOptions) {
    this.#project = project
    this.#session = session
    this.#next = warningsTo(session, next)
    this.#lines = isSideBySide ? new MarkedLines((stream, line) => session.write(stream, Buffer.from(line))) : undefined
  }

  tell(event: PipelineEvent): void {
    switch (event.kind) {
      case 'stage-decided':
        return this.#decided(event)
      case 'command':
        return this.#print(this.#lines ? `${this.#address(event.stage)} | > ${event.line}` : `> ${event.line}`)
      case 'output':
        if (this.#lines) return this.#lines.take(this.#address(event.stage), event.stream, event.bytes)
        return this.#session.write(event.stream, event.bytes)
      case 'stage-waits':
        return this.#print(`Stage '${this.#address(event.stage)}' waits for ${this.#names(event.holders)}.`)
      case 'run-awaited':
        return this.#print(awaitedLine(this.#address(event.stage), event.holder))
      case 'stage-retried':
        return this.#session.warn(
          `${event.cause}; stage '${this.#address(event.stage)}' is tried again in ${event.seconds} s`,
        )
      case 'lock-written':
        for (const line of lockFileLines(this.#project, event)) this.#print(line)
        return undefined
      case 'stage-finished':
        this.#lines?.end(this.#address(event.stage))
        this.#needsGap = this.#lines === undefined
        return undefined
      case 'not-pulled':
        return this.#print(`Unable to pull data for stage: '${this.#address(event.stage)}'`)
      case 'stage-failed':
        return this.#failed(event)
      default:
        return this.#next(event)
    }
  }

  /** What to say when all is done. */
  closing(): string[] {
    return [
      this.#hasRun ? 'Use `sterna push` to send your updates to remote storage.' : 'Data and pipelines are up to date.',
    ]
  }

  #decided({ stage, decision }: Extract<PipelineEvent, { kind: 'stage-decided' }>): void {
    if (this.#needsGap) this.#session.print('')
    this.#needsGap = false
    if (decision.kind !== 'fresh' && decision.kind !== 'pull') this.#hasRun = true
    const name = this.#address(stage)
    switch (decision.kind) {
      case 'fresh':
        return this.#print(
          decision.isSource ? `'${name}' didn't change, skipping` : `Stage '${name}' didn't change, skipping`,
        )
      case 'verify':
        if (decision.isDry) return undefined
        return this.#print(
          decision.isSource
            ? `Verifying data sources in stage: '${name}'`
            : `Verifying outputs in frozen stage: '${name}'`,
        )
      case 'restore':
        return this.#print(`Stage '${name}' is cached - skipping run, checking out outputs`)
      case 'pull':
        return this.#print(`Pulling data for stage: '${name}'`)
      case 'run':
        return this.#print(`Running stage '${name}':`)
    }
  }

  #names(stages: readonly string[]): string {
    return stages.map((stage) => `'${this.#address(stage)}'`).join(', ')
  }

  #failed({ cause, skipped, isIgnored }: Extract<PipelineEvent, { kind: 'stage-failed' }>): void {
    this.#session.warn(`${cause}${isIgnored ? ' (ignored)' : ''}`)
    if (skipped.length === 0) return
    const names = skipped.map((name) => `'${name}'`)
    this.#print(`${names.length === 1 ? 'Stage' : 'Stages'} ${joinedNames(names)} will be skipped due to this failure`)
  }

  #address(address: string): string {
    return this.#project.addressHere(address)
  }

  #print(line: string): void {
    this.#session.print(line)
  }
}

function awaitedLine(name: string, { root, by }: RunHolder): string {
  return `Stage '${name}' waits for the same run in '${root}' (process ${by.process} on ${by.host}).`
}
