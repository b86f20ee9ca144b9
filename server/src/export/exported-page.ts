import { ownFilesOnly } from '../security/headers.ts'

/** The folder of the answers, beside the document. */
export const answersFolder = 'answers'

/** What a document has to know of its export. */
export interface PageWords {
  /** What answers in the browser, beside the document. */
  readonly script: string
  /** The list of answers, in their folder. */
  readonly list: string
  readonly made: Date
}

/** What a page of an export may do: read what lies beside it. A file server says nothing of that, so the document does. */
const policy = [...ownFilesOnly, "base-uri 'none'", "form-action 'none'"].join('; ')

/** Makes of the studio's document one that finds its files beside it, at whatever address, and knows that it is an export. */
export function exportedPage({ script, list, made }: PageWords): (document: string) => string {
  const words = `data-answers="./${answersFolder}/${list}" data-script="./${script}" data-made="${made.toISOString()}"`
  return (document) =>
    document
      .replace('<html lang="en"', `<html lang="en" ${words}`)
      .replace(/( *)<meta charset="utf-8" \/>/, (charset, indent: string) =>
        [charset, `${indent}<meta http-equiv="Content-Security-Policy" content="${policy}" />`].join('\n'),
      )
      .replaceAll(/(href|src)="\//g, '$1="./')
}
