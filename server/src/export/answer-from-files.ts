import { Refusal, refusalOf, refused } from '../requests/refusal.ts'
import { wordsOf } from '../requests/taken.ts'
import { type AnswerFiles, openAnswerFiles } from './answer-files.ts'
import { chooseExported } from './choose-exported.ts'
import { compareExported } from './compare-exported.ts'

/**
 * Answers in the browser what the server would, from the files of an export. Rows are chosen by the engine's own rules, so that a
 * filter means the same everywhere.
 *
 * @param list the file that says which answers there are
 */
export function createAnswers(list: URL): (address: string, init: RequestInit) => Promise<Response> {
  const opened = openAnswerFiles(list)
  return async (address, { method = 'GET' }) => {
    try {
      if (method !== 'GET') throw readOnly()
      return Response.json(await answerTo(address, await opened()))
    } catch (error) {
      if (error instanceof TypeError) throw error
      return refused(refusalOf(error))
    }
  }
}

async function answerTo(address: string, files: AnswerFiles): Promise<unknown> {
  const [path = '', query = ''] = address.split('?')
  const words = wordsOf(new URLSearchParams(query))
  const answer = computed[path]
  return answer ? answer(files, words) : files.answer(address)
}

type Words = Readonly<Record<string, string | readonly string[]>>

/** What depends on so many words that not every answer can be a file. */
const computed: Readonly<Record<string, (files: AnswerFiles, words: Words) => Promise<unknown>>> = {
  '/api/experiments/rows': async (files, words) => ({
    rows: await chooseExported(files, {
      where: wordIn(words, 'where'),
      sortBy: wordIn(words, 'sort'),
      isDescending: words['descending'] === 'true',
    }),
  }),
  '/api/experiments/values': async (files, words) => {
    const ids = listIn(words, 'column')
    const values = await Promise.all(ids.map((id) => files.values(id)))
    return { values: Object.fromEntries(ids.map((id, index) => [id, values[index]])) }
  },
  '/api/comparison': (files, words) => compareExported(files, listIn(words, 'run'), wordIn(words, 'base')),
}

function wordIn(words: Words, name: string): string | undefined {
  return listIn(words, name)[0]
}

function listIn(words: Words, name: string): readonly string[] {
  const said = words[name]
  return said === undefined ? [] : typeof said === 'string' ? [said] : said
}

function readOnly(): Refusal {
  return new Refusal(405, {
    code: 'read-only',
    message: 'These pages were exported: they can be looked at only.',
    hint: 'To change something open the project itself: sterna studio.',
  })
}
