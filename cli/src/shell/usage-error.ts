import type { CommandDescription } from './command.ts'

/** The words given make no sense for the command: its help is shown, and what is wrong with them. */
export class UsageError extends Error {
  readonly description: CommandDescription | undefined

  constructor(message: string, description?: CommandDescription) {
    super(message)
    this.name = 'UsageError'
    this.description = description
  }
}
