import { commitAll, run, type Sequence, sequence, write } from '../sequence.ts'

const kept = { '.gitignore': 'after a failure DVC shows outputs of finished stages to Git again; we keep them hidden' }

const begin = [run('init'), commitAll('begin')]

/** A definition that is run, looked at and run again. */
function runs(name: string, files: Readonly<Record<string, string>>): Sequence {
  return sequence(
    name,
    [
      ...begin,
      write(files),
      run('status --json'),
      run('stage list', 'lines'),
      run('repro', 'lines'),
      run('status --json'),
      run('dag --mermaid', 'lines'),
      run('params diff --json'),
    ],
    [],
    kept,
  )
}

/** Definitions that nothing can be done with: every command says so, by its exit code. */
function refused(name: string, texts: readonly string[], files: Readonly<Record<string, string>> = {}): Sequence {
  return sequence(
    name,
    [
      ...begin,
      write(files),
      ...texts.flatMap((text) => [
        write({ 'dvc.yaml': text }),
        run('status'),
        run('repro'),
        run('stage list --all', 'lines'),
      ]),
    ],
    [],
    kept,
  )
}

const stage = (fields: string) => `stages:\n  s:\n    cmd: echo 1\n${fields.replace(/^/gm, '    ')}\n`

/** Every form of the language of dvc.yaml, and what it refuses. */
export const languageSequences: readonly Sequence[] = [
  runs('language: access to values', {
    'params.yaml': 'a: {b: {c: 1}}\nl: [x, y, {m: [p, q]}]\n"with space": s\n"1": one\nn: 5\n',
    'dvc.yaml': `stages:
  s:
    cmd: echo \${a.b.c} \${ a.b.c } \${l[0]} \${l.1} \${l[2].m[1]} \${l[-1].m.0} \${with space} \${1} \${l[ 0 ]} > o
    outs: [o]
`,
  }),
  runs('language: escapes and what is no expression', {
    'params.yaml': 'x: 1\n',
    'dvc.yaml': `stages:
  s:
    cmd: 'A=5; echo \\\${A} \\\${x} \${x} $A $\${x} {x} "\\\\\${x}" > o'
    desc: '\${x} and \\\${x}'
    outs: [o]
  only:
    cmd: \\\${HOME}
    frozen: true
`,
  }),
  runs('language: text of every type', {
    'params.yaml':
      'i: 1\nf: 1.0\ne: 1e-7\nbig: 1e20\nb: true\nno: false\nn: null\ns: text\nhex: 0x1F\noct: 010\nlong: 123456789012345678901234567890\nneg: -0.0\ninf: .inf\nq: a"b\n',
    'dvc.yaml': `stages:
  s:
    cmd: echo i=\${i} f=\${f} e=\${e} big=\${big} b=\${b} no=\${no} n=\${n} s=\${s} hex=\${hex} oct=\${oct} long=\${long} neg=\${neg} inf=\${inf} > o
    outs: [o]
`,
  }),
  runs('language: values keep their types', {
    'params.yaml': 'yes_: true\nno_: false\nnum: 5\ntext: words\nempty: ""\n',
    'dvc.yaml': `stages:
  s:
    cmd: echo > o
    frozen: \${no_}
    always_changed: \${no_}
    desc: \${text}
    outs:
    - o:
        cache: \${no_}
        persist: \${yes_}
        desc: \${text}
    meta:
      a: \${num}
      b: ["\${yes_}", "x\${num}"]
`,
  }),
  runs('language: names and paths with expressions', {
    'params.yaml': 'dir: data\nname: model\nfile: p.json\nkey: k\nn: 7\n',
    'p.json': '{"k": 1, "7": 2}',
    'data/in': 'x\n',
    'dvc.yaml': `stages:
  s:
    cmd: mkdir -p out && cp \${dir}/in out/\${name}-\${n} && echo '{"a":1}' > \${name}.json
    deps:
    - \${dir}/in
    params:
    - \${file}:
      - \${key}
    - n
    outs:
    - out/\${name}-\${n}:
        cache: true
    metrics:
    - \${name}.json:
        cache: false
metrics:
- \${name}.json
params:
- \${file}
artifacts:
  \${name}:
    path: out/\${name}-\${n}
`,
  }),
  runs('language: a dictionary as options of a command', {
    'params.yaml': `o:
  num: 1
  float: 1e-5
  yes_: true
  no_: false
  none: null
  text: word
  quoted: two words
  apostrophe: it's
  empty: ""
  dollar: $HOME
  list: [1, two, three four, true, null]
  nothing: []
  nested: {deep: {er: 1}, flag: true}
  date: x
`,
    'dvc.yaml':
      'stages:\n  s:\n    cmd: printf "%s " ${o} > o\n    outs: [o]\n  t:\n    cmd:\n    - true ${o.nested}\n    - "true a ${o.nested} b"\n',
  }),
  sequence('language: a dictionary as options, in other ways', [
    ...begin,
    write({
      'params.yaml': 'o: {yes_: true, no_: false, list: [1, two words], nested: {no_: false}}\n',
      'dvc.yaml': 'stages:\n  s:\n    cmd: echo ${o} > o\n    outs: [o]\n',
    }),
    run('config parsing.bool boolean_optional'),
    run('repro', 'lines'),
    run('config parsing.list append'),
    run('repro', 'lines'),
    run('config parsing.bool store_true'),
    run('repro', 'lines'),
    run('config parsing.list nargs'),
    run('status --json'),
    run('config parsing.list other'),
    run('repro', 'lines'),
  ]),
  runs('language: vars of every kind', {
    'params.yaml': 'from_params: 1\nshared: {a: 1}\n',
    'v.yaml': 'v: {x: 1, y: 2}\nw: 3\n',
    'v.json': '{"j": {"k": [1, 2]}}',
    'v.toml': 't = 1\n[tt]\nu = "s"\n',
    'v.py': 'P = 1\nclass C:\n    x = 2.0\n',
    'parts.yaml': 'one: 1\ntwo: 2\nthree: 3\n',
    'dvc.yaml': `vars:
- v.yaml
- v.json
- v.toml
- v.py
- parts.yaml:one,two
- inline: 1
  nested: {a: [1, 2]}
- shared: {b: 2}
- v.yaml
stages:
  s:
    cmd: echo \${from_params} \${shared.a} \${shared.b} \${v.x} \${w} \${j.k[1]} \${t} \${tt.u} \${P} \${C.x} \${one} \${two} \${inline} \${nested.a[0]} > o
    outs: [o]
  own:
    cmd: echo \${mine} \${three} > p
    vars:
    - mine: 5
    - parts.yaml:three
    outs: [p]
`,
  }),
  runs('language: vars of a stage start at its wdir', {
    'params.yaml': 'where: sub\n',
    'sub/own.yaml': 'x: 1\n',
    'sub/params.yaml': 'p: 1\nq: {r: 2}\n',
    'dvc.yaml': `stages:
  s:
    cmd: echo \${x} > o
    wdir: \${where}
    vars: [own.yaml]
    params:
    - p
    - q.r
    - ../params.yaml: [where]
    - own.yaml:
    deps: [own.yaml, ../params.yaml]
    outs: [o]
`,
  }),
  refused(
    'language: vars that clash',
    [
      'vars: [a: 1, a: 2]\nstages: {s: {cmd: echo}}\n',
      'vars:\n- a: 1\n- a: 2\nstages: {s: {cmd: echo}}\n',
      'vars:\n- x: {y: 1}\nstages: {s: {cmd: echo}}\n',
      'vars: [v.yaml, "v.yaml:a"]\nstages: {s: {cmd: echo}}\n',
      'vars: ["v.yaml:a", v.yaml]\nstages: {s: {cmd: echo}}\n',
      'vars: ["v.yaml:a", "v.yaml:a,b"]\nstages: {s: {cmd: echo}}\n',
      'vars: [nope.yaml]\nstages: {s: {cmd: echo}}\n',
      'vars: [sub]\nstages: {s: {cmd: echo}}\n',
      'vars: [list.yaml]\nstages: {s: {cmd: echo}}\n',
      'vars: ["v.yaml:zz"]\nstages: {s: {cmd: echo}}\n',
      'vars: ["${x}"]\nstages: {s: {cmd: echo}}\n',
      'vars: [{k: "${x}"}]\nstages: {s: {cmd: echo}}\n',
      'stages:\n  s:\n    cmd: echo\n    vars: [x: 1]\n',
      'stages:\n  s:\n    cmd: echo\n    vars: ["${x}"]\n',
      'stages:\n  s:\n    foreach: [1]\n    do:\n      cmd: echo\n      vars: [item: 1]\n',
      'vars: 5\nstages: {s: {cmd: echo}}\n',
      'vars: [5]\nstages: {s: {cmd: echo}}\n',
    ],
    { 'params.yaml': 'x: 1\n', 'v.yaml': 'a: 1\nb: 2\n', 'list.yaml': '[1]\n', 'sub/f': '' },
  ),
  refused(
    'language: expressions that cannot be',
    [
      ...[
        '${}',
        '${x',
        '${ }',
        '${x.}',
        '${.x}',
        '${x[}',
        '${x[0}',
        '${x y z}',
        '${x..y}',
        '${x[0]y}',
        '${nope}',
        '${x.y}',
        '${l[9]}',
        '${l.z}',
        '${l}',
        '${d}',
        '${x} ${l}',
      ].map((text) => `stages:\n  s:\n    cmd: 'echo ${text}'\n`),
      stage("deps: ['${d}']"),
      stage("outs: ['${l}']"),
      stage("wdir: '${nope}'"),
      stage("desc: '${nope}'"),
      stage("params: ['${nope}']"),
      'metrics: ["${nope}"]\n',
      'artifacts: {a: {path: "${nope}"}}\n',
      'artifacts: {"${x}": {path: p}}\n',
      'plots: ["${nope}"]\n',
      'params: ["${nope}"]\n',
    ],
    { 'params.yaml': 'x: 1\nl: [1, 2]\nd: {a: 1}\n' },
  ),
  runs('language: foreach over everything', {
    'params.yaml':
      'scalars: [a, 1, 2.5, true, null]\nmaps: [{n: x, v: 1}, {n: y, v: 2}]\ndict: {one: {v: 1}, two: {v: 2}}\nplain: {p: 5, q: 6}\nmixed: [a, {b: 1}]\n',
    'dvc.yaml': `stages:
  lit:
    foreach: [u, 1, 1.5, false, ~, u]
    do:
      cmd: echo \${item} > lit-\${item}
      outs: [lit-\${item}]
  sc:
    foreach: \${scalars}
    do:
      cmd: echo \${item} > sc-\${item}
      outs: [sc-\${item}]
  mp:
    foreach: \${maps}
    do:
      cmd: echo \${item.v} > mp-\${item.n}
      outs: [mp-\${item.n}]
  di:
    foreach: \${dict}
    do:
      cmd: echo \${key} \${item.v} > di-\${key}
      outs: [di-\${key}]
  pl:
    foreach: \${plain}
    do:
      cmd: echo \${item} > pl-\${key}
      outs: [pl-\${key}]
  mix:
    foreach: \${mixed}
    do:
      cmd: echo mix
  dm:
    foreach:
      k1: {a: 1, b: "\${plain.p}"}
      k2: {a: 2, b: "\${dict.one.v}"}
    do:
      cmd: echo \${item.a} \${item.b} \${key} > dm-\${key}
      outs: [dm-\${key}]
  none:
    foreach: []
    do:
      cmd: echo
`,
  }),
  runs('language: foreach with params, wdir and vars', {
    'params.yaml': 'm: {us: {lr: 1}, eu: {lr: 2}}\n',
    'us/local.yaml': 'z: 1\n',
    'eu/local.yaml': 'z: 2\n',
    'us/params.yaml': 'p: 1\n',
    'eu/params.yaml': 'p: 2\n',
    'dvc.yaml': `stages:
  t:
    foreach: \${m}
    do:
      cmd: echo \${item.lr} \${z} > o
      wdir: \${key}
      vars: [local.yaml]
      params:
      - p
      - ../params.yaml: ["m.\${key}.lr"]
      outs:
      - o:
          desc: "of \${key}"
      meta: {key: "\${key}"}
`,
  }),
  runs('language: matrix of everything', {
    'params.yaml': 'sizes: [1, 2.0, true]\nmodels: [{n: cnn, d: 2}, {n: rnn, d: 3}]\n',
    'dvc.yaml': `stages:
  mx:
    matrix:
      model: \${models}
      size: \${sizes}
      lit: [x, y z, false, 1e-5]
    cmd: echo \${item.model.n} \${item.size} '\${item.lit}' > 'o-\${key}'
    outs: ['o-\${key}']
  one:
    matrix:
      a: [1]
    cmd: echo \${item.a} > one-\${key}
    outs: [one-\${key}]
  lists:
    matrix:
      p: [[1, 2], [3]]
      q: [{r: 1}]
    cmd: echo \${item.p[0]} \${item.q.r} > lists-\${key}
    outs: [lists-\${key}]
  nothing:
    matrix:
      e: []
    cmd: echo
`,
  }),
  refused(
    'language: groups that cannot be',
    [
      'stages:\n  s:\n    foreach: ${x}\n    do: {cmd: echo}\n',
      'stages:\n  s:\n    foreach: 5\n    do: {cmd: echo}\n',
      'stages:\n  s:\n    foreach: word\n    do: {cmd: echo}\n',
      'stages:\n  s:\n    foreach: [1]\n',
      'stages:\n  s:\n    do: {cmd: echo}\n',
      'stages:\n  s:\n    foreach: [1]\n    do: {cmd: echo}\n    deps: [a]\n',
      'stages:\n  s:\n    foreach: [1]\n    do: {foreach: [2], do: {cmd: echo}}\n',
      'stages:\n  s:\n    foreach: ${nope}\n    do: {cmd: echo}\n',
      'stages:\n  s:\n    foreach: [1]\n    do: {cmd: "echo ${nope}"}\n',
      'stages:\n  s:\n    foreach: [1]\n    do: {cmd: "echo ${}"}\n',
      'stages:\n  s:\n    foreach: [1, 2]\n    do: {cmd: "echo ${item.x}"}\n',
      'stages:\n  s:\n    matrix: {a: 5}\n    cmd: echo\n',
      'stages:\n  s:\n    matrix: [1]\n    cmd: echo\n',
      'stages:\n  s:\n    matrix: {a: "${nope}"}\n    cmd: echo\n',
      'stages:\n  s:\n    matrix: {a: [1]}\n    cmd: echo ${item.b}\n',
      'stages:\n  s:\n    matrix: {a: [1]}\n    do: {cmd: echo}\n',
      'stages:\n  s:\n    foreach: [1]\n    do: {cmd: echo, matrix: {a: [1]}}\n',
      'stages:\n  s:\n    foreach: [a, b]\n    do: {cmd: echo, outs: [same]}\n',
      'stages:\n  s@x:\n    cmd: echo\n',
    ],
    { 'params.yaml': 'x: 1\n' },
  ),
  sequence('language: groups as targets', [
    ...begin,
    write({
      'params.yaml': 'item: 1\n',
      'dvc.yaml':
        'stages:\n  g:\n    foreach: [a, b-c, d.e]\n    do:\n      cmd: echo ${item} > "${item}"\n      outs: ["${item}"]\n',
    }),
    run('repro g@a', 'lines'),
    run('repro g@b-c', 'lines'),
    run('repro g@d.e', 'lines'),
    run('repro g', 'lines'),
    run('status g --json'),
    run('status g@a --json'),
    run('commit g@a -f'),
    run('checkout g@d.e', 'lines'),
    run('dag g@a --mermaid', 'lines'),
    run('repro g@nope'),
    run('repro nope@a'),
  ]),
  runs('language: params in every form', {
    'params.yaml':
      'lr: 1e-5\nlst: [1, {a: 2}]\ndeep: {er: {x: 1, y: [1, 2]}}\nnone: null\nempty: {}\nelist: []\nb: true\n"a.b": dotted\n1: one\nd: text\n',
    'p.json': '{"x": {"y": 1.0, "z": [1, 2.50]}, "é": "ü", "n": 1e3}',
    'p.toml': 'x = 1\nf = 1.0\n[a.b]\nc = [1, 2]\n[[arr]]\nn = 1\n',
    'p.py':
      'X = 1\nY: float = 2.0\nL = [1, "a", None]\nD = {"k": {"q": True}}\nN = -5\nS = "a" "b"\nclass A:\n    x = 1\n    class B:\n        y = [1]\n    def __init__(self):\n        self.z = "z"\n',
    'whole.yaml': 'b: 2\na: {z: 1, y: 2}\n',
    'also.json': '{"q": 1}',
    'dvc.yaml': `stages:
  s:
    cmd: echo > o
    params:
    - lr
    - deep.er
    - deep.er.y
    - lst
    - lst.1.a
    - none
    - empty
    - elist
    - b
    - "1"
    - p.json: [x, x.z.1, é, n]
    - p.toml: [x, f, a.b.c, arr]
    - p.py: [X, Y, L, D.k, N, S, A.x, A.B.y, A.z]
    - whole.yaml:
    - also.json: []
    outs: [o]
  t:
    cmd: echo > p
    params:
    - whole.yaml: [b]
    - whole.yaml:
    - p.json:
    - params.yaml: [lr]
    - b
    outs: [p]
`,
  }),
  sequence('language: params that change', [
    ...begin,
    write({
      'params.yaml': 'a: 1\nb: [1, 2]\nc: {d: 1}\n',
      'w.yaml': 'x: 1\ny: 2\n',
      'dvc.yaml': 'stages:\n  s:\n    cmd: echo > o\n    params: [a, b, c.d, w.yaml: ]\n    outs: [o]\n',
    }),
    run('repro'),
    write({ 'params.yaml': 'a: 1.0\nb: [1, 2.0]\nc: {d: true}\n', 'w.yaml': 'y: 2.0\nx: true\n' }),
    run('status --json'),
    run('repro', 'lines'),
    write({ 'params.yaml': 'a: 2\nc: {}\n', 'w.yaml': 'y: 3\nz: 1\n' }),
    run('status --json'),
    run('status', 'lines'),
    write({ 'params.yaml': 'a: .nan\nb: [1]\nc: {d: .inf}\n' }),
    run('status --json'),
    run('repro'),
    run('status --json'),
    write({ 'dvc.yaml': 'stages:\n  s:\n    cmd: echo > o\n    params: [a, new, n.yaml: [q]]\n    outs: [o]\n' }),
    run('status --json'),
  ]),
  refused('language: shapes that cannot be', [
    stage('deps:'),
    stage('deps: a'),
    stage('outs: {a: 1}'),
    stage('outs: [{a: {cache: 5}}]'),
    stage('outs: [{a: {nope: true}}]'),
    stage('params: [5]'),
    stage('frozen: maybe'),
    stage('wdir: [a]'),
    stage('desc: 5'),
    stage('nope: 1'),
    stage('plots: [{a: {x: [b]}}]'),
    stage('outs: [x.dvc]'),
    stage('deps: [dvc.yaml]'),
    stage('outs: [../outside]'),
    stage('outs: [a, a]'),
    stage('deps: [a]\nouts: [a]'),
    'stages: [s]\n',
    'stages:\n  s:\n',
    'stages:\n  s: {deps: [a]}\n',
    'stages:\n  s: {cmd: }\n',
    'stages:\n  s: {cmd: ""}\n',
    'stages:\n  s: {cmd: []}\n',
    'stages:\n  s: {cmd: 5}\n',
    'stages:\n  s: {cmd: {a: b}}\n',
    'nope: 1\n',
    'metrics: word\n',
    'plots: {a: {}}\n',
    'artifacts: [a]\n',
    'artifacts: {a: {}}\n',
    '- a\n',
    'word\n',
    'stages:\n  s: {cmd: echo}\n  s: {cmd: echo}\n',
    'stages:\n\ts: 1\n',
    'a: b: c\n',
    'stages: {s: {cmd: echo}\n',
  ]),
  runs('language: cmd in every form', {
    'dvc.yaml': `stages:
  lines:
    cmd: |
      echo 1 > a

      echo 2 >> a
    outs: [a]
  folded:
    cmd: >-
      echo one
      two > b
    outs: [b]
  list:
    cmd:
    - echo 1 > c
    - |
      echo 2 >> c
    - 'echo "3: #x" >> c'
    outs: [c]
  one:
    cmd: [echo > d]
    outs: [d]
  quotes:
    cmd: "echo 'it''s' \\"q\\" \\\\ \\t > e"
    outs: [e]
  colon:
    cmd: 'true a: b # no comment'
  unicode:
    cmd: echo ü é 日本 🙂 > g
    outs: [g]
  long:
    cmd: echo aaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb cccccccccccccccccccccccccccc dddddddddddddddd > h
    outs: [h]
`,
  }),
  runs('language: outputs in every form', {
    'dvc.yaml': `stages:
  s:
    cmd: mkdir -p d/e && echo 1 > d/e/f && echo 1 > o && echo 1 > p && echo 1 > n && echo '{"a":1}' > m.json && echo 'a,b' > q.csv && echo 1 > r
    outs:
    - d
    - o:
        desc: what
        type: model
        labels: [x, y]
        meta: {k: [1, {z: 2}]}
        push: false
    - p: {persist: true, cache: true}
    - n: {cache: false}
    - r:
        remote: other
    metrics:
    - m.json: {cache: false}
    plots:
    - q.csv: {x: a, y: b, title: T, x_label: X, y_label: Y, template: linear, header: false, cache: true}
  t:
    cmd: echo > "a b" && echo > './x y'
    outs:
    - a b
    - ./x y
`,
  }),
  sequence(
    'language: fields that do not matter',
    [
      ...begin,
      write({ a: 'x\n', 'dvc.yaml': 'stages:\n  s:\n    cmd: cp a b\n    deps: [a]\n    outs: [b]\n' }),
      run('repro'),
      write({
        'dvc.yaml':
          '# comment\nstages:\n  s:\n    desc: new\n    meta: {x: 1}\n    wdir: .\n    cmd: cp a b\n    deps: [./a]\n    outs:\n    - b: {desc: x, push: false}\n',
      }),
      run('status --json'),
      run('repro', 'lines'),
      write({ 'dvc.yaml': 'stages:\n  s:\n    cmd: [cp a b]\n    deps: [a]\n    outs: [b]\n' }),
      run('status --json'),
      run('repro', 'lines'),
      write({ 'dvc.yaml': 'stages:\n  s:\n    cmd: [cp a b]\n    outs: [b]\n' }),
      run('status --json'),
      write({ 'dvc.yaml': 'stages:\n  s:\n    cmd: [cp a b]\n    deps: [a, c]\n    outs: [b, d]\n', c: 'c\n' }),
      run('status --json'),
      run('repro'),
      write({ 'dvc.yaml': 'stages:\n  renamed:\n    cmd: [cp a b]\n    deps: [a]\n    outs: [b]\n' }),
      run('status --json'),
      run('repro', 'lines'),
    ],
    [],
    kept,
  ),
  runs('language: anchors, merges and odd YAML', {
    'params.yaml': 'base: &b {x: 1, y: [1, 2]}\nderived:\n  <<: *b\n  y: 3\nsame: *b\n',
    'dvc.yaml': `stages:
  s: &s
    cmd: echo \${derived.y} \${same.x} > o
    params: [base, derived, same.y]
    outs: &outs [o]
  t:
    <<: *s
    cmd: echo > p
    outs: [p]
  "quoted name": {cmd: echo > q, outs: [q]}
  5:
    cmd: echo > r
    outs: [r]
  'true':
    cmd: echo > s
    outs: [s]
`,
  }),
]
