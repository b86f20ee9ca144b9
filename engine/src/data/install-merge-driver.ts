import type { GitSetup } from '../foundation/git/index.ts'
import type { FileSystem } from '../foundation/system/index.ts'

/** Git's placeholders: the common ancestor, our version (which the driver replaces), theirs, and the path in the repository. */
const command = 'sterna git-hook merge-driver --ancestor %O --our %A --their %B --path %P'

const drivers = [
  { name: 'dvc', title: 'DVC merge driver', pattern: '*.dvc', example: 'a.dvc' },
  // Under a name of its own: DVC's driver, if that is installed later, does not understand lock files.
  { name: 'sterna', title: 'sterna merge driver', pattern: 'dvc.lock', example: 'dvc.lock' },
]

export interface SetupContext {
  readonly files: FileSystem
  readonly setup: GitSetup
}

/**
 * Has Git merge `.dvc` files and `dvc.lock` with us. Attributes that files have already stay as they are; new ones are
 * written for this clone alone, so that nothing appears in the work tree. With `keepExisting` a driver of DVC's stays.
 */
export function installMergeDriver(context: SetupContext, { keepExisting }: { readonly keepExisting: boolean }): void {
  for (const { name, title } of drivers) {
    if (keepExisting && context.setup.setting(`merge.${name}.driver`) !== undefined) continue
    context.setup.set(`merge.${name}.name`, title)
    context.setup.set(`merge.${name}.driver`, command)
  }
  const missing = drivers.filter(({ example }) => context.setup.mergeAttribute(example) === undefined)
  appendLines(
    context,
    missing.map(({ pattern, name }) => `${pattern} merge=${name}`),
  )
}

function appendLines({ files, setup }: SetupContext, lines: readonly string[]): void {
  if (lines.length === 0) return
  const file = setup.ownAttributesFile
  const before = files.readText(file) ?? ''
  const end = before === '' || before.endsWith('\n') ? '' : '\n'
  files.writeAtomic(file, `${before}${end}${lines.join('\n')}\n`)
}
