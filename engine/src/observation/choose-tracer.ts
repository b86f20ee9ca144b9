import { Failure } from '../foundation/base/index.ts'
import type { ObservationCall, ObservationContext } from './observation-context.ts'
import { snapshotTracer } from './snapshot-tracer.ts'
import { straceTracer, whyNoStrace } from './trace/strace.ts'
import type { TracedProgram, Tracer } from './tracer.ts'
import type { TraceKind } from './watched-run.ts'

/** The tracer that is wanted; with `auto` strace where it works, and otherwise a snapshot, of which is told. */
export function chooseTracer(
  context: ObservationContext,
  wanted: TraceKind | 'auto',
  traced: TracedProgram,
  call: ObservationCall,
): Tracer {
  const reason = wanted === 'snapshot' ? undefined : whyNoStrace(context)
  if (wanted !== 'snapshot' && reason === undefined) return straceTracer(context, traced.directory)
  if (wanted === 'strace')
    throw new Failure('unsupported', `${upperFirst(reason!)}.`, {
      hint: 'Use --trace snapshot: that sees what is written, but not what is read.',
    })
  if (reason !== undefined)
    call.report({ kind: 'warning', text: `${upperFirst(reason)}, so it is not seen which files are read.` })
  return snapshotTracer(context, traced)
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
