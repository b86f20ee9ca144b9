import type { ValueMap } from '@sterna/engine'
import { flag, option, optionOrNothing, type RequestOf } from './command.ts'

/** How a plot is drawn, where a person says something else than its definition. */
export const plotProperties = {
  template: optionOrNothing(
    '-t, --template [name]',
    'The template: a file of .dvc/plots, any file, or one of "plots templates".',
  ),
  x: option('-x <field>', 'The field of the horizontal axis; the number of the row if there is none.'),
  y: option('-y <field>', 'The field of the vertical axis; the last one if left out.'),
  withoutHeader: flag('--no-header', 'The first row of a CSV or TSV file has values, not names.'),
  title: option('--title <text>', 'What stands above the plot.'),
  xLabel: option('--x-label <text>', 'What stands below the horizontal axis.'),
  yLabel: option('--y-label <text>', 'What stands beside the vertical axis.'),
}

/** The same as properties of a definition, in DVC's order. */
export function propertiesOf(request: RequestOf<typeof plotProperties>): ValueMap {
  const { template, x, y, xLabel, yLabel, title } = request
  const header = request.withoutHeader ? false : undefined
  const given = { template, x, y, x_label: xLabel, y_label: yLabel, title, header }
  return new Map(Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
}

/** What becomes of the plots. */
export const plotOutput = {
  directory: option('-o, --out <path>', 'The directory for the page and images; dvc_plots if left out.'),
  asVega: flag('--show-vega', 'Only print the specification of the one target for Vega-Lite.'),
  asJson: flag('--json', 'Print plots and errors as JSON; images are written to be linked to.'),
  isSplit: flag('--split', 'With --json: keep what plots have in common by itself.'),
  isOpened: flag('--open', 'Open the page in a browser.'),
  pageTemplate: option('--html-template <path>', 'A page to put the plots into, with {plot_divs} in it.'),
}
