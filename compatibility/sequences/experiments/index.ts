import { run, type Sequence, sequence, shell, write } from '../../sequence.ts'
import { changingExperimentSequences } from './changing.ts'
import { recordSequences } from './records.ts'
import { runningExperimentSequences } from './running.ts'
import { queued, script, twoCommits } from './worlds.ts'

const begin = [run('init'), shell('git add -A')]

/** Questions about one repository with experiments. */
const asked: Readonly<Record<string, readonly string[]>> = {
  'exp show of HEAD': ['exp show --json', 'exp show --csv', 'exp show --md --hide-workspace'],
  'exp show of everything': ['exp show -A --json', 'exp show -A --csv'],
  'exp show of branches': ['exp show -a --json', 'exp show --all-branches --csv -n 2'],
  'exp show of tags': ['exp show -T --json', 'exp show --all-tags --md'],
  'exp show of commits before': [
    'exp show -n 2 --json',
    'exp show --num -1 --csv',
    'exp show -n 0 --json',
    'exp show -n 9 --md',
  ],
  'exp show of revisions': [
    'exp show --rev v1 --json',
    'exp show --rev old --rev side --csv',
    'exp show --rev e1 --json',
  ],
  'exp show of a revision that is not there': ['exp show --rev nope', 'exp show --rev nope --json'],
  'exp show with ids': ['exp show --sha --json', 'exp show -A --sha --md'],
  'exp show without the workspace': [
    'exp show --hide-workspace --json',
    'exp show --hide-workspace --csv --hide-queued --hide-failed --no-pager --no-fetch',
  ],
  'exp show of parameters of stages': ['exp show --param-deps --json', 'exp show -A --param-deps --csv'],
  'exp show again': ['exp show --json', 'exp show --json', 'exp show -f --json', 'exp show --force --csv'],
  'exp show sorted by a parameter': [
    'exp show -A --csv --sort-by lr',
    'exp show -A --md --sort-by params.yaml:train.epochs',
  ],
  'exp show sorted downwards': [
    'exp show -A --csv --sort-by auc --sort-order desc',
    'exp show -A --md --sort-by deep.loss --sort-order asc',
  ],
  'exp show sorted by what is not there': [
    'exp show --csv --sort-by nope',
    'exp show --json --sort-by nope',
    'exp show --csv --sort-by a:b:lr',
  ],
  'exp show of what changed': [
    'exp show --csv --only-changed',
    'exp show -A --md --only-changed',
    'exp show -A --csv --only-changed --keep n',
  ],
  'exp show without columns': [
    'exp show --csv --drop lr',
    "exp show --md --drop 'train|deep'",
    "exp show --csv --drop .* --keep 'lr|auc'",
  ],
  'exp show with columns that stay': [
    "exp show --md --keep 'typ|rev'",
    'exp show --csv --keep State',
    'exp show --md --keep parent --drop E',
  ],
  'exp show of many patterns': [
    'exp show --csv --drop lr --drop auc --keep train',
    "exp show --csv --drop '(?P<x>n)$'",
  ],
  'exp show with digits': [
    'exp show --csv --precision 2',
    'exp show --csv --precision 0',
    'exp show --csv --precision 12',
  ],
  'exp list of HEAD': ['exp list', 'exp ls', 'experiments list --name-only'],
  'exp list of everything': ['exp list -A', 'exp list --all-commits --name-only', 'exp list -A --sha-only'],
  'exp list of revisions': [
    'exp list --rev old',
    'exp list --rev v1 --rev old --names-only',
    'exp list -n 2',
    'exp list --num -1 --shas-only',
  ],
  'exp list of a revision that is not there': ['exp list --rev nope'],
  'exp list of another repository': [
    'exp list .',
    'exp list <world>/project -A',
    'exp list . --name-only',
    'exp list . --sha-only',
    'exp list nope',
  ],
  'exp diff of HEAD and the workspace': ['exp diff', 'exp diff --json', 'exp diff --md', 'exp diff --all --json'],
  'exp diff of two experiments': [
    'exp diff e1 e2',
    'exp diff e1 e2 --json',
    'exp diff e1 e2 --md',
    'exp diff e1 e2 --all',
  ],
  'exp diff of an experiment and the workspace': ['exp diff e1', 'exp diff e1 --json', 'exp diff f1 --no-path'],
  'exp diff of revisions': [
    'exp diff HEAD~1 HEAD --json',
    'exp diff v1 f2',
    'exp diff old e3 --param-deps --json --all',
  ],
  'exp diff with digits': ['exp diff e1 e2 --precision 2', 'exp diff e1 f1 --precision 9 --md'],
  'exp diff of what is alike': [
    'exp diff e1 e1',
    'exp diff e1 e1 --md',
    'exp diff e1 e1 --json',
    'exp diff e1 e1 --all --json',
    'exp diff e1 e2 --all --no-path --md',
  ],
  'exp diff of what is not there': ['exp diff nope', 'exp diff e1 nope --json'],
  'params, metrics and plots of experiments': [
    'params diff e1 e2 --json',
    'metrics diff e1 f1 --json',
    'params diff e1 --json',
    'plots diff e1 e2 --json',
  ],
}

/** Of commands that end with an error only that is compared. */
function ask(questions: readonly string[]) {
  return questions.map((question) => run(question, question.includes('--json') ? 'json' : 'lines'))
}

const questions = Object.entries(asked).map(([name, lines]) => sequence(name, [...begin, twoCommits, ...ask(lines)]))

const odd = script(`
cat > dvc.yaml <<'E'
metrics: [m1.json, m2.yaml, deep, lost.json]
params: [more.json, conf, gone.yaml, t.toml, p.py]
stages:
  a:
    cmd: x
    deps: [in]
    params: [lr, other.yaml: [x.y]]
    outs: [out: {cache: false}, kept: {persist: true}]
  b:
    cmd: y
    deps: [in, out]
    params: [whole.yaml: ]
    metrics: [cached.json]
E
printf '{"acc": 1.0, "State": 5, "big": 12345678901234567890, "small": 1e-12, "neg": -0.0, "s": "a\\\\"b\\\\n,c", "null": null, "l": [1], "e": {}}' > m1.json
printf 'acc: 0.5\\nnan: .nan\\ninf: .inf\\nyes: true\\nd: {e: {f: 12344.5}}\\n' > m2.yaml
mkdir -p deep/er conf; printf '{"x": 2}' > deep/er/a.json; printf '{"y": 100000.0}' > deep/b.json
printf 'lr: 1\\nü: "ß"\\nlist: [a, 1.5, {k: null}, [true]]\\nempty: {}\\nnone: ~\\nacc: 3\\n' > params.yaml
printf '{"lr": 2, "z": [], "t": true}' > more.json; printf 'c: 1e5\\n' > conf/one.yaml
printf 'x: {y: 1, z: 2}\\n' > other.yaml; printf 'w: 1\\n' > whole.yaml
printf 'k = 1.50\\n[t]\\nu = "v"\\n' > t.toml; printf 'A = 1\\nclass C:\\n    B = [1, "x"]\\n' > p.py
keep odd
sed 's/0.5/0.25/' m2.yaml > x; mv x m2.yaml; printf 'lr: 5.0\\n' > params.yaml; exp changed
rm m1.json m2.yaml params.yaml; exp removed
`)

const oddest = script(`printf '5\\n' > m2.yaml; exp scalar; printf '[1, 2]\\n' > params.yaml; exp list`)

const shapes: readonly Sequence[] = [
  sequence('exp show of odd values', [...begin, odd, ...ask(['exp show --json', 'exp show --csv'])]),
  sequence('exp show of odd values as a table', [
    ...begin,
    odd,
    ...ask(["exp show --md --drop 's$'", 'exp show --csv --only-changed']),
  ]),
  sequence('exp show of odd values sorted', [
    ...begin,
    odd,
    ...ask(['exp show --csv --sort-by acc', 'exp show --csv --sort-by m2.yaml:acc', 'exp show --csv --sort-by :nan']),
  ]),
  sequence('exp diff of odd values', [
    ...begin,
    odd,
    ...ask(['exp diff HEAD changed --json', 'exp diff removed --json', 'exp diff HEAD changed']),
  ]),
  sequence('exp show of values that are no mappings', [
    ...begin,
    odd,
    oddest,
    ...ask(['exp show --json', 'exp show --csv', 'exp diff changed scalar --json', 'exp diff list --json']),
  ]),
  sequence('exp show of metrics that only the cache has', [
    ...begin,
    script(`printf 'stages:\\n  a:\\n    cmd: x\\n    metrics: [m.json, n.json]\\n' > dvc.yaml
printf "schema: '2.0'\\nstages:\\n  a:\\n    cmd: x\\n    outs:\\n    - {path: m.json, hash: md5, md5: b1d43cd340a6b095b41ad645446b6800, size: 8}\\n    - {path: n.json, hash: md5, md5: ffffffffffffffffffffffffffffffff, size: 8}\\n" > dvc.lock
mkdir -p .dvc/cache/files/md5/b1; printf '{"a": 5}' > .dvc/cache/files/md5/b1/d43cd340a6b095b41ad645446b6800
chmod 444 .dvc/cache/files/md5/b1/d43cd340a6b095b41ad645446b6800
keep one; printf 'metrics: [p.json]\\n' > dvc.yaml; printf '{"b": 1}' > p.json; exp plain
`),
    ...ask(['exp show --json', 'exp show --csv']),
  ]),
  sequence('exp show of commits that cannot be read', [
    ...begin,
    script(`printf 'params: [params.yaml]\\n' > dvc.yaml; printf 'a: 1\\n' > params.yaml; keep one
printf 'stages: [\\n' > dvc.yaml; exp broken
printf 'a: {\\n' > params.yaml; exp torn
printf 'stages:\\n  s:\\n    cmd: x\\n    nope: 1\\n' > dvc.yaml; exp refused
`),
    run('exp show --json', 'sets'),
    ...ask(['exp diff torn --json', 'exp diff broken --json']),
  ]),
  sequence('exp show of a workspace that cannot be read', [
    ...begin,
    twoCommits,
    write({ 'params.yaml': 'a: {\n' }),
    ...ask(['exp show --csv', 'exp diff e1 --json']),
  ]),
  sequence('exp show of experiments with several commits', [
    ...begin,
    script(`printf 'a: 1\\n' > params.yaml; keep one
printf 'a: 2\\n' > params.yaml; at; git add -A; c=$(git commit-tree "$(git write-tree)" -p HEAD -m checkpoint)
printf 'a: 3\\n' > params.yaml; exp long $c
`),
    ...ask(['exp show --json', 'exp show --csv', 'exp list', 'exp diff long --json']),
  ]),
  sequence('experiments with one name', [
    ...begin,
    script(`printf 'a: 1\\n' > params.yaml; keep one
printf 'a: 2\\n' > params.yaml; exp same
keep two; printf 'a: 3\\n' > params.yaml; exp same
git branch -m there; git checkout -q --orphan third; keep three
`),
    ...ask(['exp diff same --json', 'exp list -A --name-only', 'exp show -A --csv']),
    shell('git checkout -q there'),
    ...ask(['exp diff same --json', 'params diff same --json', 'exp show --rev same --csv']),
  ]),
  sequence('experiments of a name that Git knows as well', [
    ...begin,
    script(
      `printf 'a: 1\\n' > params.yaml; keep one; printf 'a: 2\\n' > params.yaml; exp both; printf 'a: 3\\n' > params.yaml; keep two; git branch both`,
    ),
    ...ask(['params diff both --json', 'exp diff both --json', 'exp list --rev both']),
  ]),
  sequence('refs that are no experiments', [
    ...begin,
    twoCommits,
    script(
      'for r in exec/EXEC_HEAD exec/EXEC_APPLY apply/ORIG_HEAD temp/head-x stash; do git update-ref refs/exps/$r HEAD; done; git pack-refs --all; git gc -q',
    ),
    ...ask(['exp list -A', 'exp show -A --csv', 'exp show --json']),
  ]),
  sequence('experiments without a commit', [
    run('init'),
    ...ask(['exp show --json', 'exp show --csv', 'exp show --md', 'exp diff', 'exp diff --json', 'exp list']),
  ]),
  sequence('experiments without Git', [run('init --no-scm'), ...ask(['exp show --json', 'exp list', 'exp diff'])]),
  sequence('experiments in a folder of a repository', [
    shell('mkdir -p sub'),
    run('--cd sub init --subdir'),
    script(`printf 'x: 1\\n' > params.yaml; cd sub; printf 'a: 1\\n' > params.yaml; printf 'metrics: [m.json]\\n' > dvc.yaml; printf '{"m": 1}' > m.json; keep one
printf '{"m": 2}' > m.json; exp inside`),
    ...ask([
      '--cd sub exp show --json',
      '--cd sub exp show --csv',
      '--cd sub exp diff inside --json',
      '--cd sub exp list',
    ]),
  ]),
  sequence('experiments from a folder of the project', [
    ...begin,
    twoCommits,
    shell('mkdir -p deep'),
    ...ask([
      '--cd deep exp show --json',
      '--cd deep exp show --csv',
      '--cd deep exp diff e1 e2',
      '--cd deep exp diff e1 e2 --json',
    ]),
  ]),
  sequence('exp show of a detached HEAD', [
    ...begin,
    twoCommits,
    shell('git stash -q && git checkout -q --detach v1'),
    ...ask(['exp show --json', 'exp show --csv -n 2', 'exp list -n 2']),
  ]),
  sequence('exp show of annotated tags', [
    ...begin,
    script(
      `printf 'a: 1\\n' > params.yaml; keep one; git tag -a -m note v1; printf 'a: 2\\n' > params.yaml; exp one; keep two`,
    ),
    ...ask(['exp show -T --json', 'exp show -n 2 --csv', 'exp list -n 2']),
  ]),
  sequence('exp show of a foreach and a matrix', [
    ...begin,
    script(`cat > dvc.yaml <<'E'
vars: [v.yaml]
stages:
  f:
    foreach: [1, 2]
    do:
      cmd: echo \${item} \${top}
      deps: [in\${item}]
      outs: [out\${item}]
  m:
    matrix: {a: [x, y]}
    cmd: echo \${item.a}
    metrics: [m-\${item.a}.json: {cache: false}]
E
printf 'top: 1\\nunused: 2\\n' > v.yaml; printf '{"v": 1}' > m-x.json; printf '{"v": 2}' > m-y.json; keep one
printf 'top: 3\\n' > v.yaml; printf '{"v": 5}' > m-x.json; exp other
`),
    ...ask(['exp show --json', 'exp show --csv', 'exp diff other --json']),
  ]),
  sequence('exp show of imports and outputs elsewhere', [
    ...begin,
    script(`mkdir -p ../away; printf x > ../away/file; cat > dvc.yaml <<'E'
stages:
  s:
    cmd: x
    deps: [../away/file]
    outs: [o]
  l:
    cmd: y
    wdir: w
    deps: [../o, d]
    outs: [r]
E
mkdir w; git init --quiet ../source; printf data > ../source/x; git -C ../source add x
git -C ../source commit --quiet -m one; cat > imp.dvc <<E
frozen: true
deps:
- path: x
  repo:
    url: ../source
    rev_lock: $(git -C ../source rev-parse HEAD)
outs:
- md5: 8d777f385d3dfec8815d20f7496026dc
  size: 4
  hash: md5
  path: imp
E
printf data > imp
keep one`),
    ...ask(['exp show --json', 'exp show --csv']),
  ]),
]

const waiting = Object.entries({
  'exp show of tasks': ['exp show --json', 'exp show --csv'],
  'exp show of tasks as a table': ['exp show --md --only-changed', 'exp show --csv --sort-by lr'],
  'exp show without tasks that wait': ['exp show --hide-queued --json', 'exp show --csv --hide-queued'],
  'exp show without tasks that failed': ['exp show --hide-failed --json', 'exp show --csv --hide-failed --hide-queued'],
  'exp list beside tasks': ['exp list', 'exp list -A --name-only'],
}).map(([name, lines]) => sequence(name, [...begin, queued, ...ask(lines)]))

/** Experiments: what there is, how they differ, and what makes and changes them. */
export const experimentSequences: readonly Sequence[] = [
  ...questions,
  ...shapes,
  ...waiting,
  ...runningExperimentSequences,
  ...changingExperimentSequences,
  ...recordSequences,
]
