import type { AbsolutePath } from '../../foundation/base/index.ts'
import { checkedLine } from '../../foundation/formats/index.ts'
import { forgivingLog, type LogFile } from '../../foundation/system/index.ts'
import type { AttemptEvent } from '../job.ts'
import type { SupervisorContext } from './supervisor-context.ts'

/** What happens in an attempt, line by line. What cannot be written, on a full disk, does not stop it. */
export class Journal {
  readonly #log: LogFile

  constructor({ openLog }: SupervisorContext, file: AbsolutePath) {
    this.#log = forgivingLog(openLog, file)
  }

  write(event: AttemptEvent): void {
    this.#log.append(checkedLine(event))
  }
}
