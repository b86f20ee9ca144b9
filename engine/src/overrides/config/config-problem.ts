/**
 * Why a configuration does not take a value or has none to give. `missing-key` is the one that `+` helps with; `missing-value`
 * leads to `???`; `unsupported` is what OmegaConf can do and we do not.
 */
export class ConfigProblem extends Error {
  readonly kind: 'missing-key' | 'missing-value' | 'other' | 'unsupported'

  constructor(kind: ConfigProblem['kind'], message: string) {
    super(message)
    this.kind = kind
  }
}
