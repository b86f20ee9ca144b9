import type { Config } from '../foundation/config/index.ts'
import type { ParsingOptions } from '../pipeline/index.ts'

/** The settings of the section `parsing`. */
export function parsingOptions(config: Config): ParsingOptions {
  const bool = config.text('parsing', 'bool')
  const list = config.text('parsing', 'list')
  return {
    ...(bool === 'store_true' || bool === 'boolean_optional' ? { bool } : {}),
    ...(list === 'nargs' || list === 'append' ? { list } : {}),
  }
}
