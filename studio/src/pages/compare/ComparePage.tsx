import type { Comparison } from '@sterna/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { comparisonQuery } from '../../connection/queries.ts'
import { FailureNotice, Notice, Waiting } from '../../parts/Notice.tsx'
import { counted } from '../../parts/numbers.ts'
import { Swatch } from '../../parts/Swatch.tsx'
import { useViewState } from '../../view-state/view-state.ts'
import names from './compare.module.css'
import { ValuesTable } from './ValuesTable.tsx'

/** Is it really better, where not, and what was different? */
export function ComparePage() {
  const [view, change] = useViewState()
  const runs = (view['runs'] ?? '').split(',').filter((name) => name !== '')
  const { data, error, refetch } = useQuery({ ...comparisonQuery(runs, view['base']), enabled: runs.length > 1 })
  if (runs.length < 2) return <TooFew />
  if (error) return <FailureNotice error={error} retry={() => void refetch()} />
  if (!data) return <Waiting what="Comparing the runs …" />
  return (
    <div className={names['compare']}>
      <h1>{titleOf(data)}</h1>
      <Kind title="Metrics" kind="metrics" comparison={data} choose={(base) => change({ base })} />
      <Kind title="Parameters" kind="params" comparison={data} choose={(base) => change({ base })} />
      <p className={names['equal']}>
        {data.equal === 0
          ? 'No metric or parameter is the same in all of them.'
          : `${counted(data.equal, 'metric or parameter is', 'metrics and parameters are')} the same in all of them.`}
      </p>
      {data.contrasts.map(({ run, sections }) => (
        <section key={run} className={names['contrast']} aria-labelledby={`contrast-${run}`}>
          <h2 id={`contrast-${run}`} className={names['title']}>
            <Swatch place={data.runs.findIndex(({ name }) => name === run)} /> {run} against{' '}
            {data.runs[data.base]!.name}
          </h2>
          {sections.length === 0 ? <p>Neither data, code nor environment differ.</p> : undefined}
          {sections.map(({ title, lines }) => (
            <div key={title}>
              <h3>{title}</h3>
              <pre>{lines.join('\n').trim()}</pre>
            </div>
          ))}
        </section>
      ))}
    </div>
  )
}

function TooFew() {
  return (
    <Notice title="Nothing to compare yet">
      Select two to eight runs on the page of <Link to="/experiments">experiments</Link>, and press <kbd>c</kbd>.
    </Notice>
  )
}

function titleOf({ runs, base }: Comparison): string {
  const others = runs.filter((_, index) => index !== base)
  const one = others.length === 1 ? others[0]!.name : counted(others.length, 'run')
  return `${one} against ${runs[base]!.name}`
}

interface KindProps {
  readonly title: string
  readonly kind: 'metrics' | 'params'
  readonly comparison: Comparison
  readonly choose: (base: string) => void
}

function Kind({ title, kind, comparison, choose }: KindProps) {
  const values = comparison.values.filter((value) => value.kind === kind)
  if (values.length === 0) return undefined
  return (
    <section className={names['kind']} aria-label={title} tabIndex={0}>
      <ValuesTable title={title} values={values} runs={comparison.runs} base={comparison.base} choose={choose} />
    </section>
  )
}
