import { run } from '../../sequence.ts'
import type { Project } from './tour.ts'

/** Pipelines that are spread over folders, and reach out of their own. */
export const projectsWithFolders: readonly Project[] = [
  {
    name: 'pipelines beside each other that name the top by a variable',
    files: {
      'lines/dvc.yaml': `vars:
  - TOP: ..
stages:
  look-for-news:
    always_changed: true
    cmd: cp control.sh control.csv
    deps:
      - control.sh
    outs:
      - control.csv:
          cache: false

  load:
    cmd: mkdir -p \${TOP}/data/raw && cp source.txt \${TOP}/data/raw/latest.csv && cp source.txt \${TOP}/data/raw/people.csv
    deps:
      - source.txt
    outs:
      - \${TOP}/data/raw/latest.csv:
          cache: false
      - \${TOP}/data/raw/people.csv:
          cache: false
          persist: false

  describe:
    cmd: ls \${TOP}/data/codes > \${TOP}/data/codes.csv
    deps:
      - \${TOP}/data/codes/
    outs:
      - \${TOP}/data/codes.csv:
          persist: false
          cache: false
`,
      'lines/control.sh': 'true\n',
      'lines/source.txt': 'a,1\nb,2\n',
      'data/codes/one': '1\n',
      'data/codes/two': '2\n',
      'lines/people/dvc.yaml': `vars:
    - TOP: ../..
      raw: data/raw
stages:
    count:
        cmd: wc -l < \${TOP}/\${raw}/people.csv > \${TOP}/data/count.csv
        deps:
          - \${TOP}/\${raw}/people.csv
          - \${TOP}/data/codes.csv
        outs:
          - \${TOP}/data/count.csv:
              cache: false
`,
      'lines/areas/places/dvc.yaml': `vars:
  - TOP: ../../..
stages:
  sort:
    cmd: sort -r \${TOP}/data/raw/latest.csv > \${TOP}/data/sorted.csv
    deps:
      - \${TOP}/data/raw/latest.csv
    outs:
      - \${TOP}/data/sorted.csv`,
    },
    edits: { 'lines/source.txt': 'a,1\nb,2\nc,3\n', 'data/codes/three': '3\n' },
    byHand: { 'data/sorted.csv': 'written\n' },
    folders: ['lines', 'lines/people', 'lines/areas/places'],
    asked: [run('repro lines/people/dvc.yaml:count', 'lines'), run('dag lines/people/dvc.yaml:count --dot', 'lines')],
  },
  {
    name: 'a pipeline whose stages work one folder above',
    files: {
      'settings.yaml': `kinds:
  a: {w: 0.5, on: [1, 2]}
  b: {w: 1.5, on: []}
graph:
  tumor: {T: [II, III]}
`,
      'data/one.csv': 'x\n1\n',
      'data/two.csv': 'x\n2\n',
      'lines/dvc.yaml': `vars:
- ../settings.yaml

stages:
  join:
    wdir: ..
    desc: Puts any number of files behind each other so that they can be used as one
    vars:
    - output: data/joined.csv
    cmd: >
      cat
      data/one.csv data/two.csv
      > \${output}
    deps:
    - data/one.csv
    - data/two.csv
    outs:
    - \${output}

  mend:
    wdir: ..
    desc:
      Mends what is wrong in some of the files, and says by how much it has
      'changed', which is told apart by \`kind\`.
    vars:
    - input: data/joined.csv
    - output: data/mended.csv
    cmd: >
      sed 's/1/\${kinds.a.w}/' \${input} > \${output}
    deps:
    - \${input}
    params:
    - settings.yaml:
      - kinds
      - graph.tumor
    outs:
    - \${output}

  report:
    wdir: ../notes
    frozen: true
    cmd: wc -l < ../data/mended.csv > report.txt
    deps:
    - ../data/mended.csv
    - head.txt
    outs:
    - report.txt:
        cache: false
        desc: for people
`,
      'notes/head.txt': 'Head\n',
      'notes/report.txt': '0\n',
    },
    edits: {
      'settings.yaml': 'kinds:\n  a: {w: 0.75, on: [1]}\n  b: {w: 1.5, on: []}\ngraph:\n  tumor: {T: [II, IV]}\n',
    },
    byHand: { 'data/mended.csv': 'written\n' },
    folders: ['lines'],
    asked: [run('--cd lines repro mend', 'lines'), run('--cd lines dag report --mermaid', 'lines')],
  },
  {
    name: 'two parts of a repository with parameters of their own',
    files: {
      'prepare/params.yaml': 'prepare: {split: 2, seed: 7}\nfeaturize: {most: 3}\n',
      'prepare/dvc.yaml': `artifacts:
  words:
    path: data/words.txt
    type: dataset
    desc: What we begin with (raw)
stages:
  prepare:
    cmd: mkdir -p data/prepared && head -n 2 data/words.txt > data/prepared/train && tail -n +3 data/words.txt > data/prepared/test
    deps:
    - data/words.txt
    params:
    - prepare.seed
    - prepare.split
    outs:
    - data/prepared
  featurize:
    cmd: mkdir -p data/features && sort data/prepared/train > data/features/train && sort data/prepared/test > data/features/test
    deps:
    - data/prepared
    params:
    - featurize.most
    outs:
    - data/features
`,
      'prepare/data/words.txt': 'c\nb\na\nd\n',
      'train/params.yaml': 'train:\n  trees: 5\n  seed: 7\n',
      'train/dvc.yaml': `artifacts:
  sorter:
    path: net.bin
    desc: Tells what comes first
    type: model
    labels:
    - words
    - order
stages:
  train:
    cmd: cat ../prepare/data/features/train > net.bin
    deps:
    - ../prepare/data/features
    params:
    - train.trees
    - train.seed
    outs:
    - net.bin
  judge:
    cmd: mkdir -p live/plots && cp roc.json live/plots/roc.json && echo "{\\"lines\\":" $(wc -l < net.bin) "}" > live/metrics.json
    deps:
    - net.bin
    - roc.json
    outs:
    - live/plots:
        cache: false
    metrics:
    - live/metrics.json:
        cache: false
plots:
- ROC:
    template: simple
    x: fpr
    y:
      live/plots/roc.json: tpr
- live/plots/roc.json:
    y: fpr
`,
      'train/roc.json': '{"roc": [{"fpr": 0, "tpr": 0.1}, {"fpr": 0.5, "tpr": 0.75}, {"fpr": 1, "tpr": 1.0}]}',
    },
    edits: {
      'prepare/data/words.txt': 'c\nz\na\nd\n',
      'train/roc.json': '{"roc": [{"fpr": 0, "tpr": 0.2}, {"fpr": 1, "tpr": 1.0}]}',
      'train/params.yaml': 'train:\n  trees: 50\n  seed: 7\n',
    },
    byHand: { 'train/net.bin': 'written\n' },
    folders: ['prepare', 'train'],
    asked: [
      run('--cd train plots show ROC --json'),
      run('--cd train metrics show --json'),
      run('--cd train params diff --json'),
    ],
  },
  {
    name: 'sources in folders that a cluster of others needs',
    files: {
      'cli/scan': 'scan\n',
      'cli/kcore': 'kcore\n',
      'az/dvc.yaml': `stages:
  cluster:
    cmd: cat az/ratings.txt links/ids.txt > az/clusters.txt
    deps:
      - cli/scan
      - az/ratings.txt
      - links/ids.txt
    outs:
      - az/clusters.txt
    wdir: ..
  core:
    cmd: head -n 1 clusters.txt > core.txt
    deps:
      - clusters.txt
      - ../cli/kcore
    outs:
      - core.txt
  scan:
    cmd: tr a-z A-Z < ../data/az.txt > ratings.txt
    deps:
      - ../cli/
      - ../data/az.txt
    outs:
      - ratings.txt
`,
      'data/az.txt': 'az\n',
      'data/bx.txt': 'bx\n',
      'bx/dvc.yaml': `stages:
  clean:
    cmd: cat ../data/bx.txt > cleaned.txt && printf '{"rows":1}' > count.json
    deps: [../data/bx.txt, ../cli/scan]
    outs: [cleaned.txt]
    metrics:
    - count.json: {cache: false}
`,
      'links/dvc.yaml': `stages:
  ids:
    cmd: sort az/ratings.txt bx/cleaned.txt > links/ids.txt
    deps:
      - az/ratings.txt
      - bx/cleaned.txt
    outs:
      - links/ids.txt
    wdir: ..
  stats:
    cmd: printf '{"ids":%d}' $(wc -l < ids.txt) > stats.json
    deps:
    - ids.txt
    metrics:
    - stats.json:
        cache: false
    frozen: false
    meta: {owner: links}
`,
      'dvc.yaml': `stages:
  pages:
    foreach:
    - az/core
    - links/ids
    do:
      cmd: cat "\${item}.txt" > "\${item}.html"
      deps:
      - \${item}.txt
      outs:
      - \${item}.html
`,
    },
    edits: { 'data/bx.txt': 'bx\nmore\n', 'cli/kcore': 'kcore again\n' },
    byHand: { 'links/ids.txt': 'written\n' },
    folders: ['az', 'bx', 'links'],
    asked: [run('stage list --recursive links', 'lines'), run('repro -R links', 'lines'), run('--cd az status core')],
  },
  {
    name: 'steps of a schedule with files of settings far away',
    files: {
      'examples/gaia/dvc.yaml': `stages:
  load: # begins with a table
    cmd: mkdir -p .output/load && cp files/data.csv .output/load/
    deps:
    - files/data.csv
    outs:
    - .output/load/
  model:
    cmd:
    - mkdir -p .output/model
    - >
      cat
      .output/load/data.csv
      ../../lib/core.txt
      > .output/model/fit
    - echo fitted > .output/model/state
    deps:
    - ../../lib/
    - .output/load/data.csv
    outs:
    - .output/model/
    params:
      - files/settings.yaml:
        - model
        - checks
        - platform
  tell:
    cmd: wc -l
      < .output/model/fit
      > .output/told.txt
    deps:
    - ../../lib/
    - .output/model/
    outs:
    - .output/told.txt
    params:
      - files/settings.yaml:
        - tell
`,
      'examples/gaia/files/data.csv': 'a,b\n1,2\n',
      'examples/gaia/files/settings.yaml':
        'model: {kind: two, chains: 4}\nchecks:\n- rhat: 1.05\n- divergences\nplatform: {cores: 2}\ntell: {as: [forest, pair]}\n',
      'lib/core.txt': 'core\n',
      'lib/more/side.txt': 'side\n',
    },
    edits: {
      'examples/gaia/files/settings.yaml':
        'model: {kind: two, chains: 2}\nchecks:\n- rhat: 1.01\n- divergences\nplatform: {cores: 2}\ntell: {as: [forest]}\n',
      'lib/more/side.txt': 'other\n',
    },
    byHand: { 'examples/gaia/.output/told.txt': 'written\n' },
    folders: ['examples/gaia'],
    asked: [
      run('--cd examples/gaia repro --downstream model', 'lines'),
      run('--cd examples/gaia dag tell --mermaid', 'lines'),
    ],
  },
]
