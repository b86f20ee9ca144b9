/**
 * `-S [file:]override` for `exp run`:
 *
 *     const files = parseSetParams(values, random)                       // taken apart, grouped by file; refuses nonsense
 *     const tasks = hasSweep(files) ? expandSweeps(files, random) : [plainTask(files)]
 *     renderTask(task)                                                   // {'params.yaml': ['lr=1']}, as DVC shows it
 *     for (const [file, texts] of task)
 *       editParamsFile({ file, text, overrides: parseOverrides(texts, random), environment })   // → new text, changed keys
 */
export type { VariableLookup } from './config/resolver.ts'
export type { ParamChange } from './edits/changes.ts'
export { type EditedParamsFile, editParamsFile, type ParamsFileRequest } from './edits/edit-params-file.ts'
export type { Override } from './grammar/override.ts'
export { parseOverrides } from './grammar/parse-override.ts'
export type { Random } from './grammar/shuffled.ts'
export { type FileOverrides, parseSetParams } from './set-params.ts'
export { expandSweeps, hasSweep, plainTask, renderTask, type TaskOverrides } from './sweeps/expand.ts'
