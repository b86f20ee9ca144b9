import type { Run, RunValue } from '@sterna/api'
import { useQuery } from '@tanstack/react-query'
import { liveRunQuery } from '../../connection/queries.ts'
import { Curves } from '../../parts/Curves.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { cellText } from '../../parts/numbers.ts'
import table from '../../parts/table.module.css'
import names from './run.module.css'

/** Its curves, as far as it tells of itself, and its values. */
export function RunNow({ run }: { readonly run: Run }) {
  const metrics = run.values.filter(({ kind }) => kind === 'metrics')
  const params = run.values.filter(({ kind }) => kind === 'params')
  if (run.values.length === 0 && run.live === null)
    return (
      <Notice title="Nothing to show yet" isPart>
        It has neither metrics nor parameters.
      </Notice>
    )
  return (
    <div className={names['columns']}>
      {run.live === null ? undefined : <LiveCurves id={run.live} />}
      <Values title="Metrics" values={metrics} />
      <Values title="Parameters" values={params} />
    </div>
  )
}

function LiveCurves({ id }: { readonly id: string }) {
  const { data } = useQuery(liveRunQuery(id))
  if (!data || data.series.length === 0) return undefined
  return (
    <section className={names['charts']} aria-label="Curves">
      <Curves series={data.series} run={id} />
    </section>
  )
}

function Values({ title, values }: { readonly title: string; readonly values: readonly RunValue[] }) {
  if (values.length === 0) return undefined
  return (
    <section className={`${table['box']} ${names['values']}`} tabIndex={0} aria-label={title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col" className={table['number']}>
              This run
            </th>
            <th scope="col" className={table['number']}>
              Workspace
            </th>
          </tr>
        </thead>
        <tbody>
          {values.map(({ file, name, value, here }) => (
            <tr key={`${file}:${name}`} data-same={value === here}>
              <th scope="row" title={file}>
                {name}
              </th>
              <td className={table['number']}>{cellText(value)}</td>
              <td className={table['number']}>{cellText(here)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
