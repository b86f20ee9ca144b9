import { remove, run, shell } from '../../sequence.ts'
import type { Project } from './tour.ts'

/** Single habits that many projects have. */
export const smallProjects: readonly Project[] = [
  {
    name: 'documents that make folders of figures',
    files: {
      'docs.yml': 'theme: plain\n',
      'Users.txt': 'users\n',
      'Items.txt': 'items\n',
      'runs/pop': 'pop\n',
      'dvc.yaml': `stages:
  report:
    foreach:
    - Users
    - Items
    do:
      cmd: mkdir -p \${item}_files figures/\${item} && tee \${item}.nb \${item}.html \${item}_files/a figures/\${item}/b < \${item}.txt > figures/\${item}/c
      deps:
      - \${item}.txt
      - docs.yml
      - runs/pop
      outs:
      - \${item}.nb:
          cache: false
      - \${item}.html
      - \${item}_files/
      - figures/\${item}/
`,
    },
    edits: { 'Users.txt': 'more users\n', 'docs.yml': 'theme: plain\n# nothing else\n' },
    byHand: { 'figures/Items/b': 'written\n' },
    asked: [run('dag report@Users --mermaid', 'lines'), run('repro report@Items --pull --dry', 'lines')],
  },
  {
    name: 'checks whose results are kept in Git and over runs',
    files: {
      'conf/params.yaml': 'paths: {info: data/raw/info.csv, boxes: data/raw/boxes.csv}\nleast: 2\n',
      'data/raw/info.csv': 'a\n',
      'data/raw/boxes.csv': 'b\n',
      'dvc.yaml': `vars:
  - conf/params.yaml
  - where:
      raw: data/raw
      made: data/made

stages:
  expect:
    cmd: mkdir -p seen/info/last seen/boxes/last && date +%Y > /dev/null && cp \${paths.info} seen/info/last/ && cp \${paths.boxes} seen/boxes/last/
    deps:
      - \${paths.info}
      - \${paths.boxes}
    outs:
      - seen/info/last:
          cache: false
          persist: true
      - seen/boxes/last:
          cache: false
          persist: true
    desc: 'Whether raw data is as expected'

  doubles:
    cmd: sort -u \${where.raw}/boxes.csv > seen/doubles.html
    deps:
      - seen/info/last
      - seen/boxes/last
    outs:
      - seen/doubles.html:
          cache: false
    desc: "Whether there is anything twice"

  split:
    cmd: mkdir -p \${where.made} && cp \${where.raw}/*.csv \${where.made}
    deps:
      - \${where.raw}
      - seen/doubles.html
    params:
      - conf/params.yaml:
          - least
    outs:
      - \${where.made}

  drawing:
    cmd: wc -l < seen/doubles.html > drawn.txt
    deps:
      - seen/doubles.html
      - data/made/info.csv
      - data/made/boxes.csv
    outs:
      - drawn.txt:
          cache: false
    frozen: true
`,
      'drawn.txt': '1\n',
      'seen/info/.gitignore': '',
    },
    edits: {
      'data/raw/boxes.csv': 'b\nb\n',
      'conf/params.yaml': 'paths: {info: data/raw/info.csv, boxes: data/raw/boxes.csv}\nleast: 3\n',
    },
    byHand: { 'data/made/info.csv': 'written\n' },
    asked: [
      run('dag --outs --mermaid', 'lines'),
      run('unfreeze drawing'),
      run('repro drawing', 'lines'),
      run('freeze drawing'),
    ],
  },
  {
    name: 'one list of sources that all stages name by an anchor',
    files: {
      'lib/a.sh': 'a\n',
      'lib/b.sh': 'b\n',
      'in.txt': '3\n1\n2\n',
      'dvc.yaml': `# what every stage needs
vars:
- lib: lib
  out: &out made
stages:
  first: &first
    cmd: mkdir -p made && sort in.txt > made/first
    deps: &deps
    - in.txt
    - \${lib}/a.sh
    - \${lib}/b.sh
    outs:
    - made/first
    desc: >
      Sorts.

      Nothing else.
  second:
    <<: *first
    cmd: sort -r in.txt > made/second
    outs: [made/second]
  third:
    deps: *deps
    wdir: .
    cmd:
    - cat in.txt > made/third
    - echo end >> made/third
    outs:
    - made/third: {push: false}
  fourth:
    foreach: [first, second]
    do: {cmd: 'cp \${out}/\${item} made/\${item}.copy', deps: ['\${out}/\${item}'], outs: ['made/\${item}.copy']}
`,
    },
    edits: { 'lib/b.sh': 'b again\n', 'in.txt': '3\n1\n2\n5\n' },
    byHand: { 'made/third': 'written\n' },
    asked: [run('stage list --fail --name-only', 'lines'), run('repro fourth --dry', 'lines')],
  },
  {
    name: 'data that is tracked beside what a pipeline makes of it',
    files: {
      'data/raw/a.csv': '1\n2\n',
      'data/raw/b.csv': '3\n',
      'data/extra.csv': '4\n',
      'params.yaml': 'rows: 2\n',
      'dvc.yaml': `stages:
  take:
    cmd: cat data/raw/*.csv | head -n \${rows} > taken.csv
    deps: [data/raw]
    params: [rows]
    outs: [taken.csv]
  join:
    cmd: cat taken.csv data/extra.csv > joined.csv
    deps:
    - taken.csv
    - data/extra.csv
    outs:
    - joined.csv:
        persist: true
    metrics:
    - rows.json:
        cache: false
`.replace('> joined.csv\n', `> joined.csv && printf '{"rows":%d}' $(wc -l < joined.csv) > rows.json\n`),
    },
    edits: { 'params.yaml': 'rows: 3\n', 'data/raw/b.csv': '5\n' },
    byHand: { 'joined.csv': 'written\n' },
    asked: [
      shell('git rm -r --quiet --cached --ignore-unmatch data/raw data/extra.csv'),
      run('add data/raw data/extra.csv'),
      run('repro join', 'lines'),
      run('dag joined.csv --dot', 'lines'),
      remove('taken.csv'),
      run('status --json'),
      run('checkout taken.csv', 'lines'),
    ],
  },
]
