import { type JsonMap, JsonText, type JsonValue, jsonMap, renderJson } from '../../foundation/formats/index.ts'
import type { CommitData, RevisionParts } from '../data/revision-data.ts'
import { localTime } from './local-time.ts'
import type { Executor, ShownBaseline, ShownExperiment, ShownRevision } from './shown-state.ts'

/**
 * The revisions as DVC's JSON, key for key. As text: most of it was written long ago, and for thousands of experiments
 * taking it apart and putting it together again would cost more than all the rest.
 */
export function statesJson(baselines: readonly ShownBaseline[]): JsonText {
  return new JsonText(`[${baselines.map(baselineText).join(', ')}]`)
}

function baselineText(baseline: ShownBaseline): string {
  const experiments = baseline.experiments.map(experimentText).join(', ')
  return revisionText(baseline, experiments === '' ? 'null' : `[${experiments}]`)
}

function experimentText({ name, revisions, executor }: ShownExperiment): string {
  const texts = revisions.map((revision) => revisionText(revision, 'null')).join(', ')
  return `{"revs": [${texts}], "executor": ${executorText(executor)}, "name": ${textOrNull(name)}}`
}

function revisionText({ revision, name, state, problem }: ShownRevision, experiments: string): string {
  const data = state.kind === 'problem' ? 'null' : dataText(state.data)
  const found = problem ?? (state.kind === 'problem' ? state.problem : undefined)
  const error = found ? renderJson(jsonMap({ msg: found.message, type: found.type })) : 'null'
  return `{"rev": "${revision}", "name": ${textOrNull(name)}, "data": ${data}, "error": ${error}, "experiments": ${experiments}}`
}

function dataText(data: RevisionParts | CommitData): string {
  const isCommit = 'commit' in data
  const rev = isCommit ? data.commit : 'workspace'
  const time = isCommit ? `"${localTime(data.seconds)}"` : 'null'
  const { params, metrics, deps, outs } = data
  return `{"rev": "${rev}", "timestamp": ${time}, "params": ${params}, "metrics": ${metrics}, "deps": ${deps}, "outs": ${outs}, "meta": {}}`
}

function executorText(executor: Executor | undefined): string {
  if (!executor) return 'null'
  return renderJson(
    jsonMap({ state: executor.state, name: executor.name ?? null, local: localMap(executor.place) ?? null }),
  )
}

function localMap(place: Executor['place']): JsonMap | undefined {
  if (!place) return undefined
  const { root = null, log = null, pid = null, returnCode = null, taskId = null } = place
  return jsonMap({ root, log, pid, returncode: returnCode, task_id: taskId } satisfies Record<string, JsonValue>)
}

function textOrNull(text: string | undefined): string {
  return text === undefined ? 'null' : renderJson(text)
}
