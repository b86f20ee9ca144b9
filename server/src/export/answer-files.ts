import type { Cell, ExperimentsAnswer } from '@sterna/api'
import { Refusal } from '../requests/refusal.ts'
import type { ExportedContrasts, ExportedIndex } from './exported-index.ts'

/** The files of an export, each read once. */
export interface AnswerFiles {
  answer(address: string): Promise<unknown>
  experiments(): Promise<ExperimentsAnswer>
  values(column: string): Promise<readonly Cell[]>
  /** Empty where none were exported. */
  contrasts(revision: string): Promise<ExportedContrasts>
}

/** A function that has the files, as soon as it can read which there are. */
export function openAnswerFiles(list: URL): () => Promise<AnswerFiles> {
  let files: Promise<AnswerFiles> | undefined
  return () => {
    files ??= readIndex(list).catch((error: unknown) => {
      files = undefined
      throw error
    })
    return files
  }
}

async function readIndex(list: URL): Promise<AnswerFiles> {
  const index = (await readJson(list)) as ExportedIndex
  const read = new Map<string, Promise<unknown>>()
  const file = (name: string | undefined): Promise<unknown> => {
    if (name === undefined) throw notExported()
    const reading = read.get(name) ?? readJson(new URL(name, list))
    read.set(name, reading)
    reading.catch(() => read.delete(name))
    return reading
  }
  const answer = async (address: string) => file(named(index.answers, address))
  return {
    answer,
    experiments: async () => (await answer('/api/experiments')) as ExperimentsAnswer,
    values: async (column) => (await file(named(index.values, column))) as readonly Cell[],
    contrasts: async (revision) => {
      const name = named(index.contrasts, revision)
      return name === undefined ? {} : ((await file(name)) as ExportedContrasts)
    },
  }
}

function named(names: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(names, name) ? names[name] : undefined
}

async function readJson(url: URL): Promise<unknown> {
  const response = await fetch(url)
  if (response.ok) return response.json()
  throw new Refusal(response.status, {
    code: 'file-missing',
    message: `A file of this export is not there: ${url.pathname.split('/').at(-1)}.`,
    hint: 'Export it anew, and put all of its files where this page is.',
  })
}

function notExported(): Refusal {
  return new Refusal(404, {
    code: 'not-exported',
    message: 'This was not exported.',
    hint: 'The project itself shows it: sterna studio.',
  })
}
