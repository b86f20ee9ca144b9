import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { Failure } from '@sterna/engine'

const places = ['example', 'examples/house-appraisal']

/** Puts the example's programs, parameters and pipeline into a folder. */
export function copyProject(to: string): void {
  fs.cpSync(path.join(exampleFolder(), 'project'), to, { recursive: true })
}

/** Puts one batch of sales, such as `2014`, into a folder. */
export function unpackSales(batch: string, folder: string): void {
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(
    path.join(folder, `${batch}.csv`),
    gunzipSync(fs.readFileSync(path.join(exampleFolder(), 'data', `${batch}.csv.gz`))),
  )
}

/** Changes `params.yaml` as a person would in an editor. */
export function changeParameter(project: string, from: string, to: string): void {
  const file = path.join(project, 'params.yaml')
  const text = fs.readFileSync(file, 'utf8')
  if (!text.includes(from)) throw new Error(`The example's params.yaml has no "${from}".`)
  fs.writeFileSync(file, text.replace(from, to))
}

/** Beside the bundled command, or in the repository of the sources. */
function exampleFolder(): string {
  for (let directory = path.dirname(fileURLToPath(import.meta.url)); ; directory = path.dirname(directory)) {
    const found = places
      .map((place) => path.join(directory, place))
      .find((place) => fs.existsSync(path.join(place, 'project/dvc.yaml')))
    if (found) return found
    if (directory === path.dirname(directory))
      throw new Failure('file-missing', 'The files of the example are not where this program is installed.', {
        hint: 'Install sterna again.',
      })
  }
}
