import type { Failure } from '../foundation/base/index.ts'

/** Why a revision cannot be read, as DVC names it where programs read it. */
export interface ProblemOfDvc {
  readonly type: string
  readonly message: string
}

const types: Readonly<Partial<Record<Failure['code'], string>>> = {
  'file-format': 'YAMLSyntaxError',
  interpolation: 'ResolveError',
}

const isRefused = /validation failed/

/** The failure of a revision in DVC's words. */
export function problemOfDvc({ code, message }: Failure): ProblemOfDvc {
  const type = isRefused.test(message) ? 'YAMLValidationError' : (typeOfBroken(message) ?? types[code])
  return { type: type ?? 'DvcException', message: messageOf(message) }
}

/** A file of values that cannot be read is of another type than a stage file. */
function typeOfBroken(message: string): string | undefined {
  const file = brokenFile(message)
  return file === undefined || /(^|\/)dvc\.(yaml|lock)$|\.dvc$/.test(file) ? undefined : 'YAMLFileCorruptedError'
}

function brokenFile(message: string): string | undefined {
  return /^'(?:\.\/)?(.*\.(?:yaml|lock|dvc))' is invalid\b/.exec(message)?.[1]
}

function messageOf(message: string): string {
  const broken = brokenFile(message)
  if (broken !== undefined) return `unable to read: '${broken}', YAML file structure is corrupted`
  return message.replace(/(?<=validation failed.*)\.$/, '')
}
