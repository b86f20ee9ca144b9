import type { Cell } from '@sterna/api'
import { useQuery } from '@tanstack/react-query'
import { liveRunQuery } from '../../connection/queries.ts'
import { Curves } from '../../parts/Curves.tsx'
import { FailureNotice, Waiting } from '../../parts/Notice.tsx'
import { cellText } from '../../parts/numbers.ts'
import { Problem } from '../../parts/Problem.tsx'
import names from './runs.module.css'

const shownDigits = 7

/** The curves of a run, its last values and its parameters. */
export function LiveRunPanel({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery(liveRunQuery(id))
  if (error && !data) return <FailureNotice error={error} retry={() => void refetch()} />
  if (!data) return <Waiting what="Reading the run …" />
  return (
    <section className={names['run']} aria-labelledby="run-title" tabIndex={0}>
      <header>
        <h2 id="run-title">{data.name}</h2>
        <span>
          {data.message ?? ''} began at <code>{data.baseline.slice(0, shownDigits)}</code>
          {data.experiment === null ? '' : ', became '}
          {data.experiment === null ? undefined : <code>{data.experiment.slice(0, shownDigits)}</code>}
        </span>
      </header>
      {data.errors.map((text) => (
        <Problem key={text}>{text}</Problem>
      ))}
      <Curves series={data.series} run={id} />
      <div className={names['values']}>
        <Values title="Last values" values={data.metrics} />
        <Values title="Parameters" values={data.params} />
      </div>
    </section>
  )
}

function Values({ title, values }: { readonly title: string; readonly values: Readonly<Record<string, Cell>> }) {
  const all = Object.entries(values)
  if (all.length === 0) return undefined
  return (
    <table>
      <caption>{title}</caption>
      <tbody>
        {all.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{cellText(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
