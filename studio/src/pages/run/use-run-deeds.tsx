import type { Run } from '@sterna/api'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../connection/client.ts'
import type { Deed } from '../../parts/Deeds.tsx'
import { quoted } from '../../parts/shell-word.ts'
import { setParams, variationCommand } from './set-params.ts'
import { sameAgain, VariationFields } from './VariationFields.tsx'

/** What can be done with a run, as it is now. */
export function useRunDeeds(run: Run): readonly Deed[] {
  const variation = useVariation(run)
  const branch = useBranch(run)
  const navigate = useNavigate()
  const name = quoted(run.name)
  if (run.state === 'running') return [killDeed(run), variation]
  const leave = { isGrave: true, title: 'Remove' }
  if (run.state === 'queued' || run.kind === 'task')
    return [variation, { ...leave, ...removeTaskDeed(run, () => void navigate({ to: '/queue' })) }]
  if (run.kind === 'workspace') return [variation]
  if (run.kind === 'commit' || run.state === 'failed') return [applyDeed(run), variation]
  return [
    applyDeed(run),
    variation,
    branch,
    {
      title: 'Push',
      command: `sterna exp push origin ${name}`,
      tells: 'Sends it and its data to others. This may take long and ask for passwords, so that the terminal does it.',
    },
    {
      ...leave,
      command: `sterna exp remove ${name}`,
      tells: `Removes ${run.name}. Its data stays in the cache until "sterna gc".`,
      act: async () => {
        const done = await client.removeExperiments({ experiments: [run.name] })
        void navigate({ to: '/experiments' })
        return done
      },
    },
  ]
}

function applyDeed({ kind, name, revision }: Run): Deed {
  const word = kind === 'experiment' ? name : revision
  return {
    title: 'Apply',
    command: `sterna exp apply ${quoted(word)}`,
    tells: 'Brings its files and data into the workspace. What is there now is kept as a stash.',
    act: () => client.applyExperiment({ experiment: word }),
  }
}

function killDeed({ name, revision, kind }: Run): Deed {
  const word = kind === 'task' ? revision : name
  return {
    title: 'Kill',
    isGrave: true,
    command: `sterna queue kill ${quoted(word)}`,
    tells: `Ends ${name}. What it has made until now is not kept.`,
    act: () => client.killTasks({ tasks: [word] }),
  }
}

function removeTaskDeed({ name }: Run, leave: () => void): Omit<Deed, 'title'> {
  return {
    command: `sterna queue remove ${quoted(name)}`,
    tells: `Takes ${name} out of the queue.`,
    act: async () => {
      const done = await client.removeTasks({ tasks: [name] })
      leave()
      return done
    },
  }
}

function useBranch({ name }: Run): Deed {
  const [branch, setBranch] = useState('')
  const word = branch === '' ? '' : ` ${quoted(branch)}`
  return {
    title: 'Branch',
    command: `sterna exp branch ${quoted(name)}${word}`,
    tells: 'Makes a Git branch of it. What is checked out does not change.',
    fields: (
      <label>
        Name of the branch
        <input value={branch} placeholder={`${name}-branch`} onChange={({ target }) => setBranch(target.value)} />
      </label>
    ),
    act: () => client.branchExperiment({ experiment: name, ...(branch === '' ? {} : { branch }) }),
  }
}

function useVariation(run: Run): Deed {
  const [variation, change] = useState(sameAgain)
  const params = run.values.filter(({ kind }) => kind === 'params')
  const set = setParams(params, variation.typed)
  const { name, starts } = variation
  return {
    title: 'Queue a variation',
    command: variationCommand(name, set, starts),
    tells: 'Puts an experiment into the queue: code and data as they are in the workspace, with these parameters.',
    fields: <VariationFields params={params} variation={variation} change={change} />,
    act: () => client.queueVariation({ setParams: set, starts, ...(name === '' ? {} : { name }) }),
  }
}
