import { Failure } from '../foundation/base/index.ts'
import { type RunRecord, readRecord } from '../records/index.ts'
import { experimentBase } from './require-git.ts'
import type { WritingContext } from './writing-context.ts'

/** All that is known of how an experiment came about, by its name or commit. A `Failure` if nothing is. */
export async function describeExperiment(context: Pick<WritingContext, 'git'>, revision: string): Promise<RunRecord> {
  const { git } = experimentBase(context)
  const commit = git.resolve(revision)
  if (commit === undefined)
    throw new Failure('target-unknown', `'${revision}' is neither an experiment nor another revision.`, {
      hint: 'To see what there is: sterna exp list --all-commits',
    })
  const record = await readRecord(git, commit)
  if (record) return record
  throw new Failure('target-unknown', `Nothing is recorded of how '${revision}' (${commit.slice(0, 7)}) came about.`, {
    hint: 'A record is kept of what sterna runs or saves as an experiment. To get those of others: sterna exp pull REMOTE NAME',
  })
}
