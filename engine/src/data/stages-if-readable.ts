import { Failure } from '../foundation/base/index.ts'
import type { TrackedStage } from './tracked-stage.ts'

/** The stages of a commit; none where its stage files cannot be read, for questions that an old commit need not answer. */
export async function stagesIfReadable(
  context: { stagesOfCommit(commit: string): Promise<readonly TrackedStage[]> },
  commit: string,
): Promise<readonly TrackedStage[]> {
  try {
    return await context.stagesOfCommit(commit)
  } catch (error) {
    if (error instanceof Failure) return []
    throw error
  }
}
