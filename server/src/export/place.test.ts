import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exportedPage } from './exported-page.ts'
import { checkPlace, replaceFolder } from './place.ts'

describe('the folder of an export', () => {
  let root: string
  let to: string

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'sterna-export-'))
    to = path.join(root, 'deep', 'site')
    fs.mkdirSync(path.join(root, 'pages'))
    fs.writeFileSync(path.join(root, 'pages/index.html'), document)
  })
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }))

  const write = (answers: Record<string, string>) => {
    const page = exportedPage({ script: 'export/a.js', list: 'l.json', made: new Date(0) })
    return replaceFolder({
      to,
      pages: path.join(root, 'pages'),
      files: new Map(Object.entries(answers)),
      page,
      version: '0',
    })
  }

  it('is made with all folders above it, and replaced as a whole by the next export', () => {
    expect(write({ 'one.json': '1' })).toMatchObject({ files: 3, bytesOfAnswers: 1 })
    checkPlace(to)
    write({ 'two.json': '2' })
    expect(fs.readdirSync(path.join(to, 'answers'))).toEqual(['two.json'])
    expect(fs.readdirSync(path.dirname(to))).toEqual(['site'])
  })

  it('is refused if there is anything in it that no export has written, and stays as it is', () => {
    write({ 'one.json': '1' })
    fs.writeFileSync(path.join(to, 'answers/mine.txt'), 'mine')
    expect(() => write({ 'two.json': '2' })).toThrow(
      `In '${to}' there is 'answers/mine.txt', which no export has written.`,
    )
    expect(fs.readdirSync(path.join(to, 'answers'))).toEqual(['mine.txt', 'one.json'])
    expect(fs.readdirSync(path.dirname(to))).toEqual(['site'])
  })

  it.each(['{', '[]', '{"files":7}', '{"files":["index.html"]}'])('does not trust a list that says %s', (list) => {
    fs.mkdirSync(to, { recursive: true })
    fs.writeFileSync(path.join(to, 'sterna-export.json'), list)
    fs.writeFileSync(path.join(to, 'thesis.tex'), 'years')
    expect(() => checkPlace(to)).toThrow("there is 'thesis.tex', which no export has written")
  })

  it('is refused if it is a file', () => {
    fs.writeFileSync(path.join(root, 'file'), '')
    expect(() => checkPlace(path.join(root, 'file'))).toThrow('is no folder')
  })

  it('has a document that finds everything beside it, loads nothing else, and knows when it was made', () => {
    write({})
    expect(fs.readFileSync(path.join(to, 'index.html'), 'utf8')).toMatchInlineSnapshot(`
      "<!doctype html>
      <html lang="en" data-answers="./answers/l.json" data-script="./export/a.js" data-made="1970-01-01T00:00:00.000Z">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'" />
          <link rel="icon" href="./icon.svg" />
          <script type="module" src="./assets/main.js"></script>
        </head>
      </html>
      "
    `)
  })
})

const document = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <link rel="icon" href="/icon.svg" />
    <script type="module" src="/assets/main.js"></script>
  </head>
</html>
`
