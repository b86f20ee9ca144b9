import * as path from 'node:path'
import { type AbsolutePath, absolutePath, Failure } from '../../foundation/base/index.ts'
import { type JsonMap, readJson } from '../../foundation/formats/index.ts'
import type { FileSystem } from '../../foundation/system/index.ts'
import { anchorsIn } from './anchors.ts'
import { builtInTemplate, templateNames } from './built-in.ts'

/** Where templates of a project are looked for. */
export interface TemplatePlace {
  readonly root: AbsolutePath
  readonly workingDirectory: AbsolutePath
  readonly files: FileSystem
}

export interface Template {
  /** As failures call it. */
  readonly name: string
  readonly content: JsonMap
  /** Those that stand by themselves. */
  readonly anchors: ReadonlySet<string>
}

/** The templates of one command, each read once. */
export class Templates {
  readonly #place: TemplatePlace
  readonly #known = new Map<string, Template>()

  constructor(place: TemplatePlace) {
    this.#place = place
  }

  find(name: string): Template {
    const template = this.#known.get(name) ?? findTemplate(this.#place, name)
    this.#known.set(name, template)
    return template
  }
}

/**
 * The template that is meant: a file of `.dvc/plots`, with or without its suffix, a file, or one that is always there.
 * Throws a `Failure` if there is none, or if it is no template.
 */
export function findTemplate({ root, workingDirectory, files }: TemplatePlace, name: string): Template {
  const own = absolutePath(absolutePath(root, '.dvc/plots'), name)
  const { dir, name: stem } = path.parse(own)
  const place = [own, absolutePath(dir, `${stem}.json`), absolutePath(workingDirectory, name)].find(
    (file) => files.stat(file)?.kind === 'file',
  )
  const content = place === undefined ? builtInTemplate(name) : readTemplate(files.readText(place) ?? '', name)
  if (content) return { name, content, anchors: anchorsIn(content) }
  throw new Failure('file-missing', `Template '${name}' not found.`, {
    hint: `There are ${templateNames.join(', ')}, and the files of ".dvc/plots".`,
  })
}

function readTemplate(text: string, name: string): JsonMap {
  const content = readJson(text, name)
  if (content instanceof Map) return content
  throw new Failure('file-format', `Template '${name}' is no JSON object.`, {
    hint: 'To begin with one that works: plots templates linear > .dvc/plots/mine.json',
  })
}
