import type { Handlers, SternaRoutes } from '@sterna/api'
import { type LogPlace, placeOfLog } from '../present/run-logs.ts'
import type { Repository } from '../repository.ts'
import { logsSubject } from '../subjects.ts'
import { Logs } from './logs.ts'

const mostFound = 5000
const mostPlaces = 100

/** What runs print, some lines at a time. */
export function runLogHandlers(repository: Repository): Pick<Handlers<SternaRoutes>, 'runLog' | 'runLogSearch'> {
  const logs = new Logs()
  const places = new Map<string, { readonly stamp: string; readonly place: LogPlace }>()
  const placeOf = async (run: string, log: string) => {
    const { stamp } = await repository.known(logsSubject)
    const key = `${run}\0${log}`
    const known = places.get(key)
    if (known?.stamp === stamp) return known.place
    const place = await repository.look((project) => placeOfLog(project, run, log))
    places.set(key, { stamp, place })
    if (places.size > mostPlaces) places.delete(places.keys().next().value!)
    return place
  }
  return {
    runLog: async ({ run, log, first: wanted, count }) => {
      const { file, isRunning } = await placeOf(run, log)
      const lines = logs.at(file)
      const extent = await lines.extent()
      const first = Math.min(wanted ?? Math.max(0, extent.lines - count), extent.lines)
      return { ...extent, first, texts: await lines.texts(first, count), isRunning }
    },
    runLogSearch: async ({ run, log, text }) => {
      const lines = logs.at((await placeOf(run, log)).file)
      await lines.extent()
      return lines.find(text, mostFound)
    },
  }
}
