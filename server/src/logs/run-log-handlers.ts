import type { Handlers, SternaRoutes } from '@sterna/api'
import { placeOfLog } from '../present/run-logs.ts'
import type { Repository } from '../repository.ts'
import { logsSubject } from '../subjects.ts'
import { Logs } from './logs.ts'

const mostFound = 5000

/** What runs print, some lines at a time. */
export function runLogHandlers(repository: Repository): Pick<Handlers<SternaRoutes>, 'runLog' | 'runLogSearch'> {
  const logs = new Logs()
  const place = (run: string, log: string) => repository.look((project) => placeOfLog(project, run, log))
  return {
    runLog: async ({ run, log, first: wanted, count }) => {
      const [{ file, isRunning }] = await Promise.all([place(run, log), repository.known(logsSubject)])
      const lines = logs.at(file)
      const extent = await lines.extent()
      const first = Math.min(wanted ?? Math.max(0, extent.lines - count), extent.lines)
      return { ...extent, first, texts: await lines.texts(first, count), isRunning }
    },
    runLogSearch: async ({ run, log, text }) => {
      const lines = logs.at((await place(run, log)).file)
      await lines.extent()
      return lines.find(text, mostFound)
    },
  }
}
