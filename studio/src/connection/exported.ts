/** Pages that were exported: who answers instead of a server, out of which files, and since when all of it stands still. */
export interface Exported {
  readonly script: string
  readonly answers: URL
  readonly made: Date
}

type Ask = (address: string, init: RequestInit) => Promise<Response>

/** Undefined where a studio answers. */
export const exported: Exported | undefined = exportedBy(document.documentElement.dataset)

/** Asks the files of the export. */
export function createExportedAsk({ script, answers }: Exported): Ask {
  const answer = (async () => {
    const { createAnswers } = (await import(script)) as { createAnswers(list: URL): Ask }
    return createAnswers(answers)
  })()
  return async (address, init) => (await answer)(address, init)
}

function exportedBy({ script, answers, made }: DOMStringMap): Exported | undefined {
  if (script === undefined || answers === undefined || made === undefined) return undefined
  const beside = (place: string) => new URL(place, document.baseURI)
  return { script: beside(script).href, answers: beside(answers), made: new Date(made) }
}
