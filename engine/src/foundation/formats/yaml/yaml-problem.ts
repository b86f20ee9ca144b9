/** What is wrong with a YAML text, and where. Becomes a `Failure` at the door, where the file's name is known. */
export class YamlProblem extends Error {
  readonly offset: number

  constructor(reason: string, offset: number) {
    super(reason)
    this.name = 'YamlProblem'
    this.offset = offset
  }
}
