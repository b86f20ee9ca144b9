import { run } from '../../sequence.ts'
import type { Project } from './tour.ts'

/** Stages that are written once for many things: languages, voices, years, models. */
export const projectsWithGroups: readonly Project[] = [
  {
    name: 'chained groups over a list of parameters',
    files: {
      'params.yaml': 'tongues: [fr, eo]\nlevels: [0, 5]\nseed: 3\n',
      'raw/fr/a.txt': 'bonjour\nle monde\n',
      'raw/eo/a.txt': 'saluton\nmondo\nho\n',
      'tools/list.sh': 'ls "$1" > "$2"\n',
      'dvc.yaml': `stages:
  listing:
    foreach: \${tongues}
    do:
      cmd: sh tools/list.sh raw/\${item} listed/\${item}/clean.txt
      params:
        - levels
        - seed
      deps:
        - tools/list.sh
        - raw/\${item}
      outs:
        - listed/\${item}/clean.txt

  noisy:
    foreach: \${tongues}
    do:
      cmd: for n in 0 5; do sed "s/$/ $n/" listed/\${item}/clean.txt > listed/\${item}/at$n.txt; done
      params:
        - levels
      deps:
        - listed/\${item}/clean.txt
        - raw/\${item}
      outs:
        - listed/\${item}/at0.txt
        - listed/\${item}/at5.txt

  score:
    foreach: \${tongues}
    do:
      cmd: echo "{\\"rate\\":" $(cat raw/\${item}/* | wc -l) "}" > scores/\${item}.json
      deps:
        - listed/\${item}/clean.txt
        - listed/\${item}/at0.txt
        - listed/\${item}/at5.txt
      metrics:
        - scores/\${item}.json:
            cache: false

  chart:
    cmd: printf 'tongue,rate\\nfr,1\\neo,2\\n' > charts/rates.csv
    params:
      - tongues
    deps:
      - tools/list.sh
    plots:
      - charts/rates.csv:
          cache: false
          x: tongue
          y: rate
`,
      'listed/fr/.gitignore': '',
      'listed/eo/.gitignore': '',
      'scores/.gitignore': '',
      'charts/.gitignore': '',
    },
    edits: { 'raw/fr/b.txt': 'encore\n', 'params.yaml': 'tongues: [fr, eo]\nlevels: [0, 10]\nseed: 3\n' },
    byHand: { 'listed/eo/at5.txt': 'written\n' },
    asked: [run('repro score@fr --single-item', 'lines'), run('stage list score@eo noisy', 'lines')],
  },
  {
    name: 'a group over a mapping with settings inside',
    files: {
      'params.yaml': `voices:
  anna:
    name: Anna
    folder: voices/anna
    fast: {batch: 4, rate: 1e-3, more: --quiet}
    slow: {batch: 1}
  bert:
    name: Bert
    folder: voices/bert
    fast: {batch: 8, rate: 0.5, more: ''}
    slow: {batch: 2}
base: base/net
`,
      'dvc.yaml': `stages:
  fetch:
    foreach: \${voices}
    do:
      cmd: mkdir -p \${item.folder} && echo \${item.name} > \${item.folder}/all.txt && echo \${key} > \${item.folder}/list.txt
      outs:
      - \${item.folder}/all.txt:
          persist: true
      - \${item.folder}/list.txt:
          persist: true

  base:
    cmd: >-
      mkdir -p \${base} &&
      echo \${base} > \${base}/file
    params:
    - base
    outs:
    - \${base}:
        persist: true

  fast:
    foreach: \${voices}
    do:
      cmd: >-
        cat \${item.folder}/all.txt \${base}/file
        > \${item.folder}/fast.txt &&
        echo \${item.fast.batch} \${item.fast.rate}
        \${item.fast.more} >> \${item.folder}/fast.txt
      deps:
      - \${item.folder}/all.txt
      - \${base}
      params:
      - voices.\${key}.fast
      outs:
      - \${item.folder}/fast.txt:
          persist: true
          desc: of \${item.name}

  slow:
    foreach: \${voices}
    do:
      cmd: tail -n 1 \${item.folder}/fast.txt > \${item.folder}/slow.txt
      deps: ['\${item.folder}/fast.txt']
      params: ['voices.\${key}.slow']
      outs: ['\${item.folder}/slow.txt']
`,
    },
    edits: {
      'params.yaml': `voices:
  anna:
    name: Anna
    folder: voices/anna
    fast: {batch: 4, rate: 1e-3, more: --quiet}
    slow: {batch: 3}
  bert:
    name: Bert
    folder: voices/bert
    fast: {batch: 8, rate: 0.25, more: ''}
    slow: {batch: 2}
  cleo:
    name: Cléo
    folder: voices/cleo
    fast: {batch: 1, rate: 2, more: a b}
    slow: {batch: 0}
base: base/net
`,
    },
    byHand: { 'voices/anna/slow.txt': 'written\n' },
    asked: [run('dag slow@bert --full --mermaid', 'lines'), run('repro fast@anna', 'lines')],
  },
  {
    name: 'a matrix of mappings with a file of parameters each',
    files: {
      'trials/params.yaml': `seed: 1
width: 5.5
tool: sh
sets:
- {kind: sim, name: moons}
- {kind: bench, name: power}
nets: [flat, deep]
`,
      'trials/settings/sim/sets.yaml': 'of:\n  moons: {noise: 0.1}\n  rings: {noise: 0.2}\n',
      'trials/settings/bench/sets.yaml': 'of:\n  power: {rows: 10}\n',
      'trials/settings/sim/moons/flat.yaml': 'layers: 1\n',
      'trials/settings/sim/moons/deep.yaml': 'layers: 3\nunits: [8, 8]\n',
      'trials/settings/bench/power/flat.yaml': 'layers: 1\n',
      'trials/settings/bench/power/deep.yaml': 'layers: 4\n',
      'trials/learn.sh':
        'mkdir -p "$1" && cat settings/"$2"/"$3"/"$4".yaml ../common/lib.txt > "$1"/net && echo "loss: $5" > "$1"/m.yaml\n',
      'common/lib.txt': 'lib\n',
      'trials/dvc.yaml': `stages:
  learn:
    matrix:
      set: \${sets}
      net: \${nets}
    cmd: >-
      \${tool} learn.sh
      found/\${item.set.kind}/\${item.set.name}/\${item.net}
      \${item.set.kind} \${item.set.name}
      \${item.net}
      \${seed}
      # learn@\${key}
    params:
    - seed
    - width
    - settings/\${item.set.kind}/sets.yaml:
      - of.\${item.set.name}
    - settings/\${item.set.kind}/\${item.set.name}/\${item.net}.yaml:
    deps:
    - learn.sh
    - ../common/lib.txt
    metrics:
    - found/\${item.set.kind}/\${item.set.name}/\${item.net}/m.yaml
    outs:
    - found/\${item.set.kind}/\${item.set.name}/\${item.net}/net

  judge:
    matrix:
      set: \${sets}
      net: \${nets}
    cmd: wc -l < found/\${item.set.kind}/\${item.set.name}/\${item.net}/net > found/\${item.set.kind}/\${item.set.name}/\${item.net}/lines
    deps:
    - found/\${item.set.kind}/\${item.set.name}/\${item.net}/net
    outs:
    - found/\${item.set.kind}/\${item.set.name}/\${item.net}/lines
`,
    },
    edits: {
      'trials/settings/sim/sets.yaml': 'of:\n  moons: {noise: 0.3}\n  rings: {noise: 0.2}\n',
      'trials/settings/bench/power/deep.yaml': 'layers: 5\nfresh: true\n',
    },
    byHand: { 'trials/found/sim/moons/flat/lines': '99\n' },
    folders: ['trials'],
    asked: [run('--cd trials repro learn@set0-flat', 'lines'), run('repro trials/dvc.yaml:judge', 'lines')],
  },
  {
    name: 'a matrix of years, kinds and places',
    files: {
      'params.yaml': `input:
  year: ['2020', '2023']
  place: ['01', '02']
  kinds:
    whole: [land]
    parts: [block, tract]
margin: 300
`,
      'src/make.sh': 'mkdir -p "$(dirname "$2")" && echo "$1" > "$2"\n',
      'dvc.yaml': `stages:
  whole:
    matrix:
      year: \${input.year}
      kind: \${input.kinds.whole}
    cmd: "sh ./src/make.sh \${item.year}
      ./in/year=\${item.year}/kind=\${item.kind}/\${item.kind}.zip"
    outs:
      - ./in/year=\${item.year}/kind=\${item.kind}/\${item.kind}.zip:
          persist: true

  parts:
    deps:
      - ./in/year=\${item.year}/kind=land/land.zip
    matrix:
      year: \${input.year}
      kind: \${input.kinds.parts}
      place: \${input.place}
    cmd: "sh ./src/make.sh \${item.place}
      ./mid/year=\${item.year}/kind=\${item.kind}/place=\${item.place}/\${item.place}.txt"
    outs:
      - ./mid/year=\${item.year}/kind=\${item.kind}/place=\${item.place}/\${item.place}.txt:
          persist: true

  fixed:
    matrix:
      year: ['2020']
      kind: ['place', 'county']
    cmd: 'LAST=$( echo \${item.year} | cut -c 3-4) &&
      mkdir -p ./mid/fixed/year=\${item.year} &&
      echo "$LAST" \${margin} > ./mid/fixed/year=\${item.year}/\${item.kind}.txt'
    outs:
      - ./mid/fixed/year=\${item.year}/\${item.kind}.txt

  joined:
    deps:
      - ./mid/year=\${item.year}/
    matrix:
      year: \${input.year}
    cmd: mkdir -p ./out/year=\${item.year} && find ./mid/year=\${item.year} -type f | sort | xargs cat > ./out/year=\${item.year}/all.txt
    outs:
      - ./out/year=\${item.year}/:
          persist: true
`,
    },
    edits: { 'src/make.sh': 'mkdir -p "$(dirname "$2")" && echo "$1 again" > "$2"\n', 'in/.gitignore': '' },
    byHand: { 'mid/fixed/year=2020/county.txt': 'written\n' },
    asked: [run('repro --force parts@2023-tract-02', 'lines'), run('stage list joined', 'lines')],
  },
  {
    name: 'stages that are described in parameters',
    files: {
      'params.yaml': `work:
  parse:
    first:
      tool: bin/parse.sh
      params: {source: pdb/a, target: mid/a.txt, strict: true}
    second:
      tool: bin/parse.sh
      params: {source: pdb/b, target: mid/b.txt, strict: false}
  join:
    tool: bin/join.sh
    params:
      left: mid/a.txt
      right: mid/b.txt
      deep: {er: {still: 1.5}}
      names: [x, 'y z']
`,
      'bin/parse.sh': 'echo "$@" > "$4"\n',
      'bin/join.sh': 'cat mid/a.txt mid/b.txt > mid/all.txt; echo "$@" >> mid/all.txt\n',
      'pdb/a': 'a\n',
      'pdb/b': 'b\n',
      'mid/.gitignore': '',
      'dvc.yaml': `stages:
  parse:
    foreach: \${work.parse}
    do:
      cmd: sh \${item.tool} \${item.params}
      deps:
        - \${item.tool}
        - \${item.params.source}
      outs:
        - \${item.params.target}
  join:
    cmd: sh \${work.join.tool} \${work.join.params}
    deps:
      - \${work.join.tool}
      - \${work.join.params.left}
      - \${work.join.params.right}
    outs:
      - mid/all.txt
  nothing:
    foreach: []
    do:
      cmd: echo \${item}
`,
    },
    edits: { 'pdb/b': 'changed\n', 'bin/join.sh': 'cat mid/b.txt mid/a.txt > mid/all.txt; echo "$@" >> mid/all.txt\n' },
    byHand: { 'mid/all.txt': 'written\n' },
    asked: [run('params diff HEAD --deps', 'lines'), run('repro parse@second', 'lines')],
  },
]
