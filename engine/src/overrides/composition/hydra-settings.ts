import { compositionFailure } from './composition-failure.ts'

/** The settings of the section `hydra`. */
export interface HydraSettings {
  readonly configModule: string | undefined
  readonly pluginsPath: string | undefined
}

/**
 * Refuses to compose from a Python module or with plugins, which are Python code.
 * @throws Failure `composition`
 */
export function refuseHydraSettings({ configModule, pluginsPath }: HydraSettings): void {
  const hint = 'Put the configurations into a folder and set hydra.config_dir, or run once with --no-hydra.'
  if (configModule !== undefined) {
    throw compositionFailure(
      `hydra.config_module is "${configModule}", a Python module; Sterna runs no Python to find configurations.`,
      hint,
    )
  }
  if (pluginsPath !== undefined && pluginsPath !== '') {
    throw compositionFailure(
      `hydra.plugins_path is "${pluginsPath}"; plugins of Hydra are Python code, which Sterna does not run.`,
      hint,
    )
  }
}
