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
  const type = isRefused.test(message) ? 'YAMLValidationError' : types[code]
  return { type: type ?? 'DvcException', message: messageOf(message) }
}

function messageOf(message: string): string {
  const broken = /^'(?:\.\/)?(.*\.(?:yaml|lock|dvc))' is invalid\b/.exec(message)?.[1]
  if (broken !== undefined) return `unable to read: '${broken}', YAML file structure is corrupted`
  return message.replace(/(?<=validation failed.*)\.$/, '')
}
