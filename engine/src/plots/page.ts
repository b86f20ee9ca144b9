import * as path from 'node:path'
import { type AbsolutePath, absolutePath, Failure, toPosix } from '../foundation/base/index.ts'
import { renderJson } from '../foundation/formats/index.ts'
import { inOrderOfPage } from './page-order.ts'
import { pageStyle, pageThemeScript } from './page-theme.ts'
import { placeImages } from './place-images.ts'
import type { ImagePlot, VegaPlot } from './plot.ts'
import type { PlotsResult } from './plots.ts'
import { specOf } from './spec.ts'
import { type TemplatePlace, Templates } from './templates/index.ts'

export interface PageRequest {
  /** Where the page is written to; images go into `static` below. */
  readonly directory: AbsolutePath
  /** A page of somebody's own with `{plot_divs}` in it, and `{scripts}` if they are wanted. */
  readonly template: AbsolutePath | undefined
  /** The elements that make Vega known, asked for only if something is drawn with it. */
  scripts(): string
}

/** Writes the page with all plots and their images; undefined if there are none. It needs nothing from the network. */
export function writePage(place: TemplatePlace, result: PlotsResult, request: PageRequest): AbsolutePath | undefined {
  if (result.plots.length === 0) return undefined
  const page = pageTemplate(place, request.template)
  const templates = new Templates(place)
  const elements = inOrderOfPage(result.plots).map((plot) =>
    plot.kind === 'vega' ? vegaElement(templates, plot) : imagesElement(place, plot, request.directory),
  )
  const isDrawn = result.plots.some((plot) => plot.kind === 'vega' && plot.axes)
  const parts: Readonly<Record<string, string>> = {
    scripts: isDrawn ? request.scripts() + (page === ownPage ? `\n${pageThemeScript}` : '') : '',
    plot_divs: elements.join('\n'),
    refresh_tag: '',
  }
  const file = absolutePath(request.directory, 'index.html')
  place.files.writeAtomic(
    file,
    page.replaceAll(/\{(scripts|plot_divs|refresh_tag)\}/g, (_, name: string) => parts[name]!),
  )
  return file
}

const ownPage = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{refresh_tag}
<title>DVC Plot</title>
{scripts}
${pageStyle}
</head>
<body>
<main>
{plot_divs}
</main>
</body>
</html>
`

function pageTemplate({ files }: TemplatePlace, file: AbsolutePath | undefined): string {
  if (file === undefined) return ownPage
  const text = files.readText(file)
  if (text === undefined)
    throw new Failure('file-missing', `HTML template '${file}' does not exist.`, {
      hint: 'Say another one with --html-template, or: config --unset plots.html_template',
    })
  if (text.includes('{plot_divs}')) return text
  throw new Failure('file-format', "HTML template has to contain '{plot_divs}'.", {
    hint: `Put {plot_divs} into '${file}' where the plots have to stand.`,
  })
}

/** The element is found from its script, because two plots may have equal ids. */
function vegaElement(templates: Templates, plot: VegaPlot): string {
  const spec = specOf(templates, plot, false)
  const script = spec && scriptOf(renderJson(spec.content))
  return `<div id="${idOf(plot.name)}">\n${script ?? whyNothing(plot)}\n</div>`
}

function scriptOf(spec: string): string {
  const text = spec.replaceAll('<', '\\u003c')
  return `<script>\nvar spec = ${text};\nvegaEmbed(document.currentScript.parentElement, spec);\n</script>`
}

function whyNothing({ name, sourceErrors, definitionErrors }: VegaPlot): string {
  const errors = [...sourceErrors, ...definitionErrors]
  const lines = errors.map(({ revision, problem }) => `${name} (${revision}): ${problem.words ?? problem.message}`)
  return (lines.length > 0 ? lines : [`${name}: no data`]).map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')
}

function imagesElement({ files }: TemplatePlace, plot: ImagePlot, directory: AbsolutePath): string {
  const images = placeImages(files, plot, absolutePath(directory, 'static'))
  if (images.length === 0) return ''
  const { name } = plot
  const shown = images.map(({ revision, file }) => {
    const source = toPosix(path.relative(directory, file))
    return `<div><p>${escapeHtml(revision)}</p><img src="${escapeHtml(encodeURI(source))}" alt="${escapeHtml(`${name}, ${revision}`)}"></div>`
  })
  return `<div id="${idOf(name)}" class="images">\n<p>${escapeHtml(name)}</p>\n${shown.join('\n')}\n</div>`
}

/** As DVC makes it, so that links into its pages still lead somewhere. */
function idOf(name: string): string {
  return escapeHtml(name.replaceAll(/[!@#$%^&*()[\]{};,<>?\\/:.|`~=_+ ]/g, '_'))
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
