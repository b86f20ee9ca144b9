import type { ExplainedStage, ExplainedTarget, Reason } from '@sterna/engine'
import { type Names, outlookName } from './outlook.ts'

/** A plan for programs; paths and stages are called as where the person is. */
export function planJson(stages: readonly ExplainedStage[], names: Names): unknown {
  return { stages: stages.map((stage) => stageJson(stage, names)) }
}

/** What was asked about, for programs. */
export function targetsJson(targets: readonly ExplainedTarget[], names: Names): unknown {
  return {
    targets: targets.map(({ target, stages, readers, after }) => ({
      target,
      stages: stages.map((stage) => stageJson(stage, names)),
      readers: readers.map((address) => names.addressHere(address)),
      after: after.map((stage) => stageJson(stage, names)),
    })),
  }
}

function stageJson({ address, outlook, reasons, seconds }: ExplainedStage, names: Names): unknown {
  return {
    stage: names.addressHere(address),
    outlook: outlookName(outlook),
    seconds,
    missing: outlook.kind === 'blocked' ? outlook.missing : undefined,
    reasons: reasons.map((reason) => reasonJson(reason, names)),
  }
}

function reasonJson(reason: Reason, names: Names): unknown {
  const path = 'path' in reason ? { path: names.pathHere(reason.path) } : {}
  const { kind } = reason
  const stage =
    kind === 'upstream' ? { stage: names.addressHere(reason.stage), outlook: outlookName(reason.outlook) } : {}
  return { ...reason, ...path, ...stage }
}
