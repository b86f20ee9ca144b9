/** Why a text is no override, and where; becomes a failure in `parse-override.ts`. */
export class OverrideProblem extends Error {
  readonly offset: number | undefined

  constructor(message: string, offset?: number) {
    super(message)
    this.offset = offset
  }
}
