import { Failure, type RepoPath } from '../../foundation/base/index.ts'
import type { Value, ValueMap } from '../../foundation/formats/index.ts'
import { readShaped } from '../../foundation/schema/index.ts'
import type { RetryPolicy } from '../../scheduling/index.ts'
import { projectPolicyShape, stagePolicyShape } from './policy-shape.ts'
import { bytesFrom, countFrom, secondsFrom } from './quantity.ts'
import { type ProjectPolicy, type StagePolicy, usualPolicy } from './stage-policy.ts'

/** Where the project says how its stages are run. DVC does not read it. */
export const policyFile = 'sterna.yaml' as RepoPath

/**
 * What `sterna.yaml` says; a stage's own entry there wins over its `meta.sterna`, and that over the defaults. Failures
 * 'config' and 'stage-invalid' list all mistakes.
 */
export function readProjectPolicy(text: string | undefined): ProjectPolicy {
  const file =
    text === undefined ? new Map() : readShaped(text, policyFile, { shape: projectPolicyShape, code: 'file-format' })
  const defaults = withPolicy(usualPolicy, mapOf(file.get('defaults')))
  const stages = mapOf(file.get('stages'))
  return {
    totals: new Map([
      ...amounts(mapOf(file.get('machine'))),
      ...[...amounts(mapOf(file.get('pools')))].map(([name, count]) => [`pool ${name}`, count] as const),
    ]),
    of: (address, meta) => withPolicy(withPolicy(defaults, ownPolicy(address, meta)), mapOf(stages.get(address))),
  }
}

function ownPolicy(address: string, meta: unknown): ValueMap {
  const own = meta instanceof Map ? (meta.get('sterna') as Value | undefined) : undefined
  if (own === undefined) return new Map()
  const mistakes = stagePolicyShape(own)
  if (mistakes.length === 0) return own as ValueMap
  const lines = mistakes.map(({ reason, at }) => `\n  ${['meta', 'sterna', ...at].join('.')}: ${reason}`)
  throw new Failure('stage-invalid', `Stage '${address}' says what is not understood:${lines.join('')}`, {
    hint: 'What can stand there: docs/guide/parallel.md',
  })
}

function withPolicy(base: StagePolicy, own: ValueMap): StagePolicy {
  if (own.size === 0) return base
  const kill = mapOf(own.get('kill'))
  const signal = kill.get('signal')
  return {
    resources: new Map([...base.resources, ...amounts(mapOf(own.get('resources'))), ...places(own)]),
    priority: countFrom(own.get('priority')) ?? base.priority,
    retries: retriesFrom(base.retries, own.get('retries')),
    timeout: { ...base.timeout, ...timeoutFrom(own.get('timeout')) },
    kill: {
      signal: typeof signal === 'string' ? (`SIG${signal}` as NodeJS.Signals) : base.kill.signal,
      grace: secondsFrom(kill.get('grace')) ?? base.kill.grace,
    },
  }
}

/** A place in each pool, and the only one of each mutex. */
function places(own: ValueMap): [string, number][] {
  const named = (kind: 'pool' | 'mutex') =>
    listOf(own.get(kind)).map((name): [string, number] => [`${kind} ${name}`, 1])
  return [...named('pool'), ...named('mutex')]
}

function retriesFrom(base: RetryPolicy, value: Value | undefined): RetryPolicy {
  const most = countFrom(value)
  if (most !== undefined) return { ...base, most }
  const own = mapOf(value)
  const on = own.get('on')
  return {
    most: countFrom(own.get('max')) ?? base.most,
    pause: secondsFrom(own.get('pause')) ?? base.pause,
    factor: countFrom(own.get('factor')) ?? base.factor,
    ...(on === undefined ? base.on && { on: base.on } : { on: listOf(on).map(String) }),
  }
}

function timeoutFrom(value: Value | undefined): StagePolicy['timeout'] {
  const all = secondsFrom(value)
  if (all !== undefined) return { run: all }
  const [run, silent] = [secondsFrom(mapOf(value).get('run')), secondsFrom(mapOf(value).get('silent'))]
  return { ...(run !== undefined && { run }), ...(silent !== undefined && { silent }) }
}

function amounts(map: ValueMap): Map<string, number> {
  return new Map([...map].map(([name, amount]) => [String(name), bytesFrom(amount) ?? 0]))
}

function mapOf(value: Value | undefined): ValueMap {
  return value instanceof Map ? value : new Map()
}

function listOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}
