import type { Project } from '@sterna/engine'
import type { Repository } from '../repository.ts'

export interface DeedsContext {
  readonly repository: Repository
  /** Has somebody run the queue beside this process; says whether it is somebody new. Whoever starts the studio knows the program. */
  haveRunner(project: Project, slots: number): Promise<boolean>
}
