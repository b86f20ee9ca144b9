import * as z from 'zod'

/** `absent`: recorded, but not in the work tree. `unrecorded`: its stage has not run yet. */
const workTreeState = z.enum(['same', 'changed', 'absent', 'unrecorded'])

/** `part`: files of the directory are lacking. */
const cacheState = z.enum(['all', 'part', 'none'])

export const dataSet = z.object({
  path: z.string(),
  /** The stage that makes it, or the `.dvc` file that stands for it. */
  stage: z.string(),
  kind: z.enum(['source', 'import', 'pipeline']),
  description: z.string().nullable(),
  isDirectory: z.boolean(),
  hash: z.string().nullable(),
  bytes: z.number().nullable(),
  /** Of a directory. */
  files: z.number().nullable(),
  workTree: workTreeState,
  /** Files that are otherwise in the work tree than recorded. */
  changedFiles: z.number(),
  /** Null where nothing is recorded that could be there. */
  cache: cacheState.nullable(),
})
export type DataSet = z.infer<typeof dataSet>

export const dataSets = z.object({ dataSets: z.array(dataSet) })
export type DataSets = z.infer<typeof dataSets>
