import { Failure, type ImportEvent } from '@sterna/engine'
import type { CommandRun } from '../shell/command.ts'
import { warningsTo } from './events.ts'

/** Prints what is being imported, and the warnings, and passes everything on. */
export function importsTo({ session, report }: Pick<CommandRun, 'session' | 'report'>): (event: ImportEvent) => void {
  const next = warningsTo(session, report)
  return (event) => {
    if (event.kind === 'importing') session.print(`Importing '${event.from}' -> '${event.to}'`)
    else if (event.kind === 'import-unchanged') session.print(`'${event.stage}' didn't change, skipping`)
    else next(event)
  }
}

/** Runs `work`; its failure is told with what was to be imported in front, as DVC tells it. */
export async function withHeadline<Result>(headline: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { code, hint, excerpt } = error
    const details = {
      ...(hint === undefined ? {} : { hint }),
      ...(excerpt === undefined ? {} : { excerpt }),
      cause: error,
    }
    throw new Failure(code, `${headline} - ${error.message}`, details)
  }
}
