import { Failure } from '../foundation/base/index.ts'
import { editYaml, readYaml, renderYaml, type Scalar, type Value, type ValueMap } from '../foundation/formats/index.ts'
import { type HookName, hookNames } from './git-hooks.ts'

const file = '.pre-commit-config.yaml'

/** The settings of the pre-commit tool (https://pre-commit.com) with our hooks among its own; unchanged if they are. */
export function withOurHooks(text: string | undefined): string {
  const settings = text === undefined ? new Map<Scalar, Value>() : (readYaml(text, file) ?? new Map<Scalar, Value>())
  const repositories = settings instanceof Map ? (settings.get('repos') ?? []) : undefined
  if (!(settings instanceof Map) || !Array.isArray(repositories))
    throw new Failure('file-format', `"${file}" does not hold a list of "repos".`)
  if (repositories.some(callsUs)) return text ?? ''
  const value: ValueMap = new Map(settings).set('repos', [...repositories, ourRepository()])
  return text === undefined ? renderYaml(value) : editYaml(text, value, file)
}

/** Whether an entry has our hooks. DVC's would call DVC, so they do not count. */
function callsUs(repository: Value): boolean {
  const hooks = repository instanceof Map ? repository.get('hooks') : undefined
  return Array.isArray(hooks) && hooks.some((hook) => hook instanceof Map && hook.get('id') === hookId('pre-commit'))
}

/** Ours are programs of this machine, not something that the tool installs. */
function ourRepository(): ValueMap {
  return new Map<Scalar, Value>([
    ['repo', 'local'],
    ['hooks', [...hookNames].map(ourHook)],
  ])
}

function ourHook(name: HookName): ValueMap {
  return new Map<Scalar, Value>([
    ['id', hookId(name)],
    ['name', `sterna ${name}`],
    ['entry', `sterna git-hook ${name}`],
    ['language', 'system'],
    ['stages', [name]],
    ['always_run', true],
    ['pass_filenames', false],
    ['verbose', true],
  ])
}

function hookId(name: HookName): string {
  return `sterna-${name}`
}
