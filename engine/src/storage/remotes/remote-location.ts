import type { Environment } from '../../foundation/system/index.ts'

/** What a remote is told, by option; DVC's names. Files hold texts. */
export type RemoteOptions = ReadonlyMap<string, unknown>

/** Where a remote is, and how it wants to be spoken to. */
export interface RemoteLocation {
  readonly url: string
  readonly options: RemoteOptions
  readonly environment: Environment
}

export function textOption(options: RemoteOptions, name: string): string | undefined {
  const value = options.get(name)
  return value === undefined || value === '' ? undefined : String(value)
}

/** Whether a flag is on; undefined if it is not set. */
export function flagOption(options: RemoteOptions, name: string): boolean | undefined {
  const value = textOption(options, name)?.toLowerCase()
  return value === 'true' ? true : value === 'false' ? false : undefined
}

export function numberOption(options: RemoteOptions, name: string): number | undefined {
  const value = textOption(options, name)
  return value === undefined ? undefined : Number(value.replaceAll('_', ''))
}
