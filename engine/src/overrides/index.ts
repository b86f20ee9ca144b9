/**
 * `-S [file:]override` for `exp run`:
 *
 *     const files = parseSetParams(values, random)                       // taken apart, grouped by file; refuses nonsense
 *     const { tasks, isSweep } = tasksOf(files, random)                  // one for each combination of values
 *     renderTask(task)                                                   // {'params.yaml': ['lr=1']}, as DVC shows it
 *     for (const [file, texts] of task)
 *       editParamsFile({ file, text, overrides: parseOverrides(texts, random), environment })   // → new text, changed keys
 *
 * With `hydra.enabled`, and without `--no-hydra`, `params.yaml` is composed anew for every run instead, also without `-S`:
 *
 *     composeParams({ directory, configName, overrides: parseOverrides(texts, random), environment })   // → text
 *
 * `directory` holds all `.yaml` files and all folders below `hydra.config_dir` (`conf`). `refuseHydraSettings` says why
 * `config_module` and `plugins_path` cannot be followed.
 */
export { type ComposeRequest, composeParams } from './composition/compose.ts'
export type { ConfigDirectory } from './composition/config-files.ts'
export { type HydraSettings, refuseHydraSettings } from './composition/hydra-settings.ts'
export type { VariableLookup } from './config/resolver.ts'
export type { ParamChange } from './edits/changes.ts'
export { type EditedParamsFile, editParamsFile, type ParamsFileRequest } from './edits/edit-params-file.ts'
export type { Override } from './grammar/override.ts'
export { parseOverrides } from './grammar/parse-override.ts'
export type { Random } from './grammar/shuffled.ts'
export { type FileOverrides, parseSetParams } from './set-params.ts'
export { expandSweeps, hasSweep, renderTask, type TaskOverrides, tasksOf } from './sweeps/expand.ts'
