import { Failure } from '../../foundation/base/index.ts'

/** Below this lie experiments, and what DVC needs while one runs. */
export const experimentNamespace = 'refs/exps'

/** Refs that are no experiments. DVC means every name that begins so. */
const reserved = ['apply', 'celery', 'exec', 'temp'].map((name) => `${experimentNamespace}/${name}`)
const stash = `${experimentNamespace}/stash`

/** The commit of the experiment that was applied last. */
export const lastApplied = `${experimentNamespace}/exec/EXEC_APPLY`

/** Where an experiment lies: the commit it began at, and its name. */
export interface ExperimentPlace {
  readonly baseline: string
  /** Empty in refs of very old DVC. */
  readonly name: string
}

/** `refs/exps/<first two digits of the commit>/<the others>/<name>`. */
export function renderExperimentRef({ baseline, name }: ExperimentPlace): string {
  const parts = [experimentNamespace, baseline.slice(0, 2), baseline.slice(2), ...(name === '' ? [] : [name])]
  return parts.join('/')
}

/** The experiment that a full ref name stands for; undefined for what is none, also below `refs/exps`. */
export function parseExperimentRef(ref: string): ExperimentPlace | undefined {
  if (ref === stash || reserved.some((prefix) => ref.startsWith(prefix))) return undefined
  const [refs, exps, start, rest, name = '', ...more] = ref.split('/')
  if (`${refs}/${exps}` !== experimentNamespace || rest === undefined || more.length > 0) return undefined
  return { baseline: `${start}${rest}`, name }
}

/** Throws a `Failure` unless an experiment may have this name: what Git takes as the last part of a ref. */
export function refuseBadName(name: string): void {
  if (isPartOfRef(name)) return
  const rules = 'https://git-scm.com/docs/git-check-ref-format'
  throw new Failure('usage', `Invalid exp name ${name}, the exp name must follow rules in ${rules}`, {
    hint: 'Letters, digits, "-", "_" and "." in the middle are always right.',
  })
}

/** The rules of `git check-ref-format` for one part of a ref's name. */
function isPartOfRef(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const isBad = /[\u0000-\u0020\u007f~^:?*[\\/]|\.\.|@\{|^\.|\.$|\.lock$/
  return name !== '' && !isBad.test(name)
}
