import type { Command, CommanderError } from 'commander'

/** What commander complains of, in the words of Python's argparse, and the option that may have been meant. */
export function wordingOf(error: CommanderError, parser: Command): string {
  const quoted = error.message.match(/'([^']*)'/)?.[1] ?? ''
  switch (error.code) {
    case 'commander.unknownOption':
      return `unrecognized arguments: ${quoted}${suggestionIn(error.message)}`
    case 'commander.excessArguments':
      return `unrecognized arguments: ${parser.args.slice(parser.registeredArguments.length).join(' ')}`
    case 'commander.missingArgument':
      return `the following arguments are required: ${quoted}`
    case 'commander.missingMandatoryOptionValue':
      return `the following arguments are required: ${quoted.replace(/ <.*$/, '').replace(', ', '/')}`
    case 'commander.optionMissingArgument':
      return `argument ${quoted.replace(/ <.*$/, '').replace(', ', '/')}: expected one argument`
    default:
      return error.message.replace(/^error: /, '')
  }
}

function suggestionIn(message: string): string {
  const near = /Did you mean (?:one of )?(.*)\?\)/.exec(message)?.[1]
  return near ? `\nDid you mean "${near}"?` : ''
}
