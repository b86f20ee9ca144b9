import { diffPlots } from '@sterna/engine'
import { command, flag, many, options } from '../shell/command.ts'
import { plotOutput, plotProperties, propertiesOf } from '../shell/plot-parameters.ts'
import { inPlotPlace } from '../shell/plot-place.ts'
import { checkPlotOutput, plotsLines, putOut } from '../shell/plot-run.ts'
import { plotWarnings } from '../show/plot-warnings.ts'

export const plotsDiff = command({
  name: 'plots diff',
  summary: 'Draw the plots of several revisions over each other.',
  takes: {
    revisions: many(
      'revisions',
      'With one, the workspace as well; with none, the workspace and HEAD if it has changed.',
    ),
    targets: options('--targets [paths...]', 'Only these plots, by how their names begin, or files.'),
    ofExperiment: flag('-e, --experiment', 'The one revision is an experiment; compare it with what it began from.'),
    ...plotProperties,
    ...plotOutput,
  },
  failureExit: 1,
  exits: { 'file-missing': 255, 'file-format': 255 },
  run: (request, { session }) => {
    const { revisions, targets, ofExperiment } = request
    checkPlotOutput(request, targets)
    return inPlotPlace(session, async (place) => {
      const asked = { revisions, targets, ofExperiment, properties: propertiesOf(request) }
      const result = await diffPlots(place, asked)
      for (const line of plotWarnings(result)) session.warn(line)
      return putOut(result, request, place, session)
    })
  },
  show: (output, _, { isTerminal }) => plotsLines(output, isTerminal),
})
