import { showPlots } from '@sterna/engine'
import { command, many } from '../shell/command.ts'
import { plotOutput, plotProperties, propertiesOf } from '../shell/plot-parameters.ts'
import { inPlotPlace } from '../shell/plot-place.ts'
import { checkPlotOutput, plotsLines, putOut } from '../shell/plot-run.ts'
import { plotWarnings } from '../show/plot-warnings.ts'

export const plotsShow = command({
  name: 'plots show',
  summary: 'Draw the plots of the workspace.',
  takes: {
    targets: many('targets', 'Plots, by how their names begin, or files; all plots of the pipelines if left out.'),
    ...plotProperties,
    ...plotOutput,
  },
  failureExit: 1,
  exits: { 'file-missing': 255, 'file-format': 255 },
  run: (request, { session }) => {
    checkPlotOutput(request, request.targets)
    return inPlotPlace(session, async (place) => {
      const result = await showPlots(place, { targets: request.targets, properties: propertiesOf(request) })
      for (const line of plotWarnings(result)) session.warn(line)
      return putOut(result, request, place, session)
    })
  },
  show: (output, _, { isTerminal }) => plotsLines(output, isTerminal),
})
