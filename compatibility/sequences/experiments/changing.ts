import { commitAll, git, remove, run, type Sequence, sequence, shell, write } from '../../sequence.ts'

const pipeline = {
  'dvc.yaml':
    'stages:\n  train:\n    cmd: cp params.yaml model && cp params.yaml m.yaml\n    params: [lr]\n    outs: [model]\n    metrics: [{m.yaml: {cache: false}}]\n',
  'params.yaml': 'lr: 1\n',
  notes: 'a\n',
}
const begin = [run('init'), write(pipeline), commitAll('begin')]

/** Two experiments of one commit; the workspace is clean, and nothing is in it that they have made. */
const two = [
  ...begin,
  write({ 'params.yaml': 'lr: 2\n' }),
  run('exp run -q -n e2'),
  write({ 'params.yaml': 'lr: 3\n' }),
  run('exp run -q -n e3'),
  shell('git checkout -q . && git clean -fdqx -e .dvc/cache -e .dvc/tmp'),
]

/** Beside the one before, with an experiment of a later commit that is called the same. */
const twice = [
  ...two,
  commitAll('second'),
  write({ 'params.yaml': 'lr: 4\n' }),
  run('exp run -q -n e3'),
  git('checkout -q .'),
]

const applied: readonly Sequence[] = [
  sequence('exp apply to a clean workspace', [
    ...two,
    run('exp apply e2', 'lines'),
    run('status --json'),
    run('exp apply e3', 'lines'),
  ]),
  sequence('exp apply over changes and loose files', [
    ...two,
    write({ notes: 'changed\n', loose: 'l\n', 'm.yaml': 'mine\n', 'dir/loose': 'l\n' }),
    run('exp apply e2', 'lines'),
  ]),
  sequence('exp apply with a new file in the index', [
    ...two,
    write({ new: 'n\n' }),
    git('add new'),
    run('exp apply e2'),
    shell('git status --porcelain new | grep -q new'),
  ]),
  sequence('exp apply and all the way back', [
    ...two,
    write({ notes: 'changed\n', 'params.yaml': 'lr: 9\n' }),
    run('exp apply e2'),
    shell('rm -f m.yaml dvc.lock .gitignore && git reset -q --hard && git stash apply -q refs/exps/apply/stash'),
  ]),
  sequence('exp apply of another revision', [
    ...two,
    commitAll('none'),
    write({ more: 'm\n' }),
    commitAll('more'),
    run('exp apply HEAD~1'),
    run('exp apply main'),
  ]),
  sequence('exp apply of what is not there', [...two, run('exp apply nope'), run('exp apply')]),
  sequence('exp apply of an experiment that took a file away', [
    ...two,
    remove('notes'),
    run('exp save -n gone -f'),
    run('exp run -n gone'),
    git('checkout -q notes'),
    run('exp apply gone'),
  ]),
  sequence('exp apply --no-force', [...two, run('exp apply --no-force e2')]),
  sequence('exp apply of a name that two have', [...twice, run('exp apply e3'), run('exp apply e2')]),
]

const branched: readonly Sequence[] = [
  sequence('exp branch', [
    ...two,
    run('exp branch e2', 'lines'),
    run('exp branch e2'),
    run('exp branch e3 other/name', 'lines'),
    run('exp branch nope'),
    run("exp branch e3 'not good'"),
    run('exp branch'),
  ]),
  sequence('exp branch of a name that two have', [...twice, run('exp branch e3', 'lines'), run('exp branch e2')]),
]

const renamed: readonly Sequence[] = [
  sequence('exp rename', [
    ...two,
    run('exp rename e2 new', 'lines'),
    run('exp rename new e3'),
    run('exp rename new e3 -f', 'lines'),
    run('exp rename nope x'),
    run('exp rename e3 e3', 'lines'),
    run("exp rename e3 'x y'"),
    run('exp rename e3 a/b'),
    run('exp rename e3'),
    run('exp rename'),
  ]),
  sequence('exp rename of a name that two have', [...twice, run('exp rename e3 new'), run('exp rename e2 e3')]),
]

const removed: readonly Sequence[] = [
  sequence('exp remove of names', [
    ...two,
    run('exp remove e2 nope'),
    run('exp remove nope other'),
    run('exp rm e2 e3', 'lines'),
    run('exp remove e2'),
  ]),
  sequence('exp remove of everything', [...twice, run('exp remove -A'), run('exp remove --all-commits', 'lines')]),
  sequence('exp remove of what began at commits', [
    ...twice,
    run('exp remove --rev HEAD', 'lines'),
    run('exp remove --rev HEAD~1 -n 0'),
    run('exp remove --rev nope'),
    run('exp remove --rev HEAD --num 2'),
  ]),
  sequence('exp remove of a name that two have', [
    ...twice,
    run('exp remove e3', 'lines'),
    run('exp remove e3', 'lines'),
  ]),
  sequence('exp remove of all others', [
    ...two,
    run('exp run -n e4'),
    run('exp remove --keep e3'),
    run('exp remove -A --keep', 'lines'),
  ]),
  sequence('exp remove without saying what', [
    ...two,
    run('exp remove'),
    run('exp remove -A e2'),
    run('exp remove --rev HEAD e2'),
    run('exp remove --keep'),
  ]),
  sequence('exp remove of one that is applied', [...two, run('exp apply e2'), run('exp remove e2'), run('exp clean')]),
  sequence('exp remove of packed refs', [
    ...two,
    git('pack-refs --all'),
    run('exp remove e2', 'lines'),
    run('exp rename e3 other'),
  ]),
]

const bare = 'git init -q --bare ../remote && git remote add origin ../remote && git push -q origin main'
const toRemote = [
  ...two,
  shell(bare),
  shell('mkdir ../storage'),
  run('remote add --local -d storage <world>/storage'),
  commitAll('remote'),
  write({ 'params.yaml': 'lr: 5\n' }),
  run('exp run -q -n e5'),
  git('checkout -q . '),
]
const share = (name: string, steps: Sequence['steps']) =>
  sequence(name, [...toRemote, ...steps], ['remote', 'storage'], { '.dvc/config.local': 'where the world is' })

const shared: readonly Sequence[] = [
  share('exp push of what began at HEAD', [
    run('exp push origin', 'lines'),
    run('exp push origin', 'lines'),
    run('exp list origin', 'lines'),
  ]),
  share('exp push of names', [
    run('exp push origin e2 e5 --no-cache'),
    run('exp push origin nope'),
    run('exp push nowhere e2'),
    run('exp push ../remote e3'),
  ]),
  share('exp push of everything', [run('exp push origin -A -j 2'), run('exp list origin -A --name-only')]),
  share('exp save and exp run that push by themselves', [
    run('config --local exp.auto_push true'),
    run('exp save -q -n s1'),
    write({ 'params.yaml': 'lr: 8\n' }),
    run('exp run -q -n e8'),
    run('exp list origin -A --name-only', 'lines'),
  ]),
  share('exp save that pushes to where nothing is', [
    run('config --local exp.auto_push true'),
    run('config --local exp.git_remote nowhere'),
    run('exp save -q -n s1'),
    run('exp list --name-only', 'lines'),
  ]),
  share('exp push of commits before', [
    run('exp push origin --rev HEAD~1'),
    run('exp push origin --rev HEAD -n 2'),
    run('exp push origin --rev nope'),
  ]),
  share('exp push of one that has become another', [
    run('exp push origin e5'),
    write({ 'params.yaml': 'lr: 6\n' }),
    run('exp run -n e5 -f'),
    run('exp push origin e5 --no-cache'),
    run('exp push origin e5 --force', 'lines'),
  ]),
  share('exp push with the remembered runs', [run('exp push origin e5 --run-cache -r storage')]),
  share('exp pull of what began at HEAD', [
    run('exp push origin -A'),
    run('exp remove -A'),
    run('exp pull origin', 'lines'),
    run('exp pull origin', 'lines'),
  ]),
  share('exp pull of names', [
    run('exp push origin -A'),
    run('exp remove -A'),
    shell('rm -rf .dvc/cache'),
    run('exp pull origin e2', 'lines'),
    run('exp pull origin e5 --no-cache'),
    run('exp pull origin nope'),
    run('exp pull nowhere'),
  ]),
  share('exp pull of everything', [
    run('exp push origin -A'),
    run('exp remove -A'),
    shell('rm -rf .dvc/cache'),
    run('exp pull origin -A -j 2 -r storage'),
    run('exp apply e5'),
  ]),
  share('exp pull of commits before', [
    run('exp push origin -A'),
    run('exp remove -A'),
    run('exp pull origin --rev HEAD~1 -n 1'),
    run('exp pull origin --rev nope'),
  ]),
  share('exp pull of one that has become another', [
    run('exp push origin e5'),
    write({ 'params.yaml': 'lr: 6\n' }),
    run('exp run -n e5 -f'),
    run('exp pull origin e5', 'lines'),
    run('exp pull origin e5 -f'),
  ]),
  share('exp pull with the remembered runs', [
    run('exp push origin e5 --run-cache'),
    run('exp remove -A'),
    shell('rm -rf .dvc/cache'),
    run('exp pull origin e5 --run-cache'),
  ]),
  share('exp remove from a remote', [
    run('exp push origin -A --no-cache'),
    run('exp remove -g origin nope'),
    run('exp remove --git-remote origin e5', 'lines'),
    run('exp remove -g origin -A'),
    run('exp remove -g nowhere e5'),
  ]),
  sequence('exp push where no storage is', [...two, shell(bare), run('exp push origin e2')], ['remote']),
]

/** What becomes of experiments afterwards. */
export const changingExperimentSequences: readonly Sequence[] = [
  ...applied,
  ...branched,
  ...renamed,
  ...removed,
  ...shared,
]
