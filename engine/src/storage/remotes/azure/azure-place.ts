import { Failure } from '../../../foundation/base/index.ts'

export interface AzurePlace {
  readonly container: string
  /** Without `/` at either end. */
  readonly prefix: string
  /** The URL, for people. */
  readonly name: string
}

/** Nothing in such a URL is encoded: `azure://container/100% of it` means that. */
export function azurePlace(url: string, usualContainer: string | undefined): AzurePlace {
  const [, named, prefix = ''] = /^\w+:\/\/([^/]*)\/*(.*?)\/*$/s.exec(url) ?? []
  const container = named || (prefix === '' ? usualContainer : undefined)
  if (container) return { container, prefix, name: `azure://${container}${prefix === '' ? '' : `/${prefix}`}` }
  throw new Failure('config', `config file error: '${url}' names no container`, {
    hint: 'The form is azure://CONTAINER/PATH.',
  })
}
