import { pathToFileURL } from 'node:url'
import { absolutePath, Failure, type PlotsResult, plotsJson, specOf, Templates, writePage } from '@sterna/engine'
import type { RequestOf, Session } from './command.ts'
import { renderForPrograms } from './json-output.ts'
import { openInBrowser } from './open-in-browser.ts'
import { pageScripts } from './page-scripts.ts'
import type { plotOutput } from './plot-parameters.ts'
import type { PlotPlace } from './plot-place.ts'

type OutputRequest = RequestOf<typeof plotOutput>

/** What is printed in the end: a value for programs, or lines for people. */
export type PlotsOutput =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'lines'; readonly lines: readonly string[] }

/** Refuses wishes that do not go together. */
export function checkPlotOutput({ asVega, asJson }: OutputRequest, targets: readonly string[]): void {
  if (!asVega) return
  if (targets.length === 0) throw new Failure('usage', 'please specify a target for `--show-vega`')
  if (targets.length > 1) throw new Failure('usage', 'you can only specify one target for `--show-vega`')
  if (asJson) throw new Failure('usage', "'--show-vega' and '--json' are mutually exclusive options.")
}

/** Writes and tells what was asked for of the plots. */
export function putOut(result: PlotsResult, request: OutputRequest, place: PlotPlace, session: Session): PlotsOutput {
  const directory = absolutePath(
    place.workingDirectory,
    request.directory ?? place.config.text('plots', 'out_dir') ?? 'dvc_plots',
  )
  if (request.asJson) return { kind: 'json', value: plotsJson(place, result, { directory, isSplit: request.isSplit }) }
  if (!result.isAnything) session.warn('No plots were loaded, visualization file will not be created.')
  if (request.asVega) return vegaOf(result, place)
  const page = writePage(place, result, { directory, template: pageTemplate(request, place), scripts: pageScripts })
  if (page === undefined) return { kind: 'lines', lines: [] }
  const isAlways = place.config.flag('plots', 'auto_open')
  const hint = request.isOpened && !isAlways ? ['To have pages opened always: sterna config plots.auto_open true'] : []
  if (request.isOpened || isAlways) openInBrowser(page, session)
  return { kind: 'lines', lines: [pathToFileURL(page).href, ...hint] }
}

export function plotsLines(output: PlotsOutput, isTerminal: boolean): readonly string[] {
  return output.kind === 'lines' ? output.lines : [renderForPrograms(output.value, { isTerminal })]
}

function vegaOf({ plots }: PlotsResult, place: PlotPlace): PlotsOutput {
  const plot = plots.find(({ kind }) => kind === 'vega')
  if (plot?.kind !== 'vega') return { kind: 'lines', lines: [] }
  return { kind: 'json', value: specOf(new Templates(place), plot, false)?.content ?? {} }
}

function pageTemplate({ pageTemplate: given }: OutputRequest, { workingDirectory, root, config }: PlotPlace) {
  if (given !== undefined) return absolutePath(workingDirectory, given)
  const configured = config.text('plots', 'html_template')
  return configured === undefined ? undefined : absolutePath(absolutePath(root, '.dvc'), configured)
}
