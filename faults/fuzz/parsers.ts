import { parseDvcFile } from '../../engine/src/data/dvc-file.ts'
import { parseFilter } from '../../engine/src/experiments/filter/parse-filter.ts'
import type { RepoPath } from '../../engine/src/foundation/base/index.ts'
import { absolutePath, Failure, orFailure } from '../../engine/src/foundation/base/index.ts'
import {
  editYaml,
  readIni,
  readJson,
  readPickle,
  readPythonParams,
  readToml,
  readYaml,
  readYamlWithPositions,
  type Value,
} from '../../engine/src/foundation/formats/index.ts'
import { IgnoreTree } from '../../engine/src/foundation/ignore/index.ts'
import { FileUses } from '../../engine/src/observation/trace/file-uses.ts'
import {
  composeParams,
  editParamsFile,
  expandSweeps,
  parseOverrides,
  parseSetParams,
} from '../../engine/src/overrides/index.ts'
import { madePathsOf } from '../../engine/src/pipeline/check/check-input.ts'
import { findAll } from '../../engine/src/pipeline/check/find-all.ts'
import { examineDefinition, readDefinition } from '../../engine/src/pipeline/definition/index.ts'
import { readLockFile } from '../../engine/src/pipeline/lock-file.ts'
import { trackedStage } from '../../engine/src/pipeline/tracked-pipeline-stage.ts'
import { dataOfSeparated } from '../../engine/src/plots/separated.ts'
import { readManifest } from '../../engine/src/storage/read-manifest.ts'
import { AnswerReader } from '../../engine/src/storage/remotes/transport/answer-reader.ts'
import { explainNetworkError } from '../../engine/src/storage/remotes/transport/network-failure.ts'

/** A reader of text that anybody may have written, and texts to begin with. */
export interface Parser {
  readonly name: string
  readonly seeds: readonly string[]
  parse(text: string): unknown
}

const file = (name: string) => name as RepoPath
const hash = 'd41d8cd98f00b204e9800998ecf8427e'
const yaml = [
  'a: 1\nb: [x, {y: 2}]\nc:\n- "q\\u00e9"\n- \'s\'\n',
  'k: &a {x: 1}\nm:\n  <<: *a\n',
  't: |\n  block\n   more\nf: >-\n  folded\n  text\n',
  '? complex\n: value\n! tagged\n',
  '# c\nx: 1.5e3 # d\ny: 2024-01-01\nz: ~\n',
]
const definition =
  'vars:\n- p.yaml\n- x: {y: [1, 2]}\nstages:\n  a:\n    cmd: run ${x.y[0]} \\${no}\n    deps: [d]\n    params:\n    - q.yaml: [k]\n    outs:\n    - o:\n        cache: false\n  b@x:\n    foreach: ${x.y}\n    do:\n      cmd: echo ${item}\n  m:\n    matrix: {i: [1, 2], j: [a]}\n    cmd: ${item.i} ${key}\nplots:\n- p.csv:\n    x: a\n'

/** An answer, also cut in two: that must make no difference. */
function readAnswer(text: string): string {
  const whole = answerIn([text])
  const half = Math.floor(text.length / 2)
  if (answerIn([text.slice(0, half), text.slice(half)]) !== whole) throw new Error('cut in two it is another answer')
  if (whole.startsWith('none')) throw new Failure('remote-unreachable', whole)
  return whole
}

function answerIn(pieces: readonly string[]): string {
  let seen = ''
  let isWhole = false
  const take = (piece: Buffer) => void (seen += piece.toString('latin1'))
  const end = () => void (isWhole = true)
  const reader = new AnswerReader({ begin: ({ status }) => (seen += status), take, end })
  reader.expect('GET')
  try {
    for (const piece of pieces) if (!isWhole) reader.take(Buffer.from(piece, 'latin1'))
    return `${seen} ${isWhole}`
  } catch (error) {
    const explained = explainNetworkError(error, 'a place')
    if (explained instanceof Failure) return `none: ${(error as Error).message}`
    throw error
  }
}

export const parsers: readonly Parser[] = [
  { name: 'YAML', seeds: yaml, parse: (text) => readYaml(text, 'f.yaml') },
  { name: 'YAML, edited', seeds: yaml, parse: (text) => editYaml(text, new Map([['a', 2]]), 'f.yaml') },
  {
    name: 'JSON',
    seeds: ['{"a": [1, 2.5, -0, "\\u00e9", null, true, NaN]}'],
    parse: (text) => readJson(text, 'f.json'),
  },
  { name: 'TOML', seeds: ['a = 1\n[t]\nx = "y"\n[[l]]\nd = 2024-01-01\n'], parse: (text) => readToml(text, 'f.toml') },
  {
    name: 'params.py',
    seeds: ['X = 1\nL = [1, (2, 3), {"a": -1.5}]\nclass T:\n    a: int = 1\n    s = "x" \'y\'\n'],
    parse: (text) => readPythonParams(text, 'f.py'),
  },
  {
    name: 'pickle',
    seeds: ['\x80\x04\x95\x18\0\0\0\0\0\0\0}\x94(\x8c\x01a\x94K\x01\x8c\x01b\x94}\x94\x8c\x01c\x94]\x94su.'],
    parse: (text) => readPickle(Buffer.from(text, 'latin1'), 'repro.dat'),
  },
  {
    name: 'configuration',
    seeds: ['[core]\n    remote = x\n[\'remote "x"\']\n    url = ../s # c\n    l = a, "b", %(url)s\n'],
    parse: (text) => readIni(text, 'config'),
  },
  {
    name: '.dvc file',
    seeds: [`outs:\n- md5: ${hash}.dir\n  size: 1\n  nfiles: 2\n  hash: md5\n  path: data\nmeta: {a: 1}\n`],
    parse: (text) => parseDvcFile(text, file('data.dvc')),
  },
  {
    name: 'dvc.lock',
    seeds: [
      `schema: '2.0'\nstages:\n  a:\n    cmd: x\n    deps:\n    - path: d\n      hash: md5\n      md5: ${hash}\n      size: 1\n    params:\n      p.yaml:\n        k: 1\n`,
    ],
    parse: (text) => readLockFile(text, file('dvc.lock')),
  },
  {
    name: 'dvc.yaml',
    seeds: [definition],
    parse: (text) => {
      const sources = { readVars: () => ({ kind: 'text', text: 'q: {r: [1, 2]}\n' }) as const }
      const { broken } = examineDefinition(text, file('dvc.yaml'), sources)
      for (const { mayMake } of broken) mayMake('data/a b/c.csv', false)
      return readDefinition(text, file('dvc.yaml'), sources)
    },
  },
  {
    name: 'dvc.yaml that is checked',
    seeds: [definition],
    parse: checkText,
  },
  {
    name: 'CSV',
    seeds: ['a,"b ""c""",d\r\n1,"x\ny",\n"2"z,,3,4\n'],
    parse: (text) => dataOfSeparated(text, { separator: ',', hasHeader: true })?.table().rows,
  },
  {
    name: 'directory manifest',
    seeds: [`[{"md5": "${hash}", "relpath": "a/b"}, {"md5": "${hash}", "relpath": "\\u00e9"}]`],
    parse: (text) => readManifest(Buffer.from(text)),
  },
  {
    name: 'answers of HTTP',
    seeds: [
      'HTTP/1.1 200 OK\r\ncontent-length: 5\r\netag: "x"\r\n\r\nhello',
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 200 OK\r\nConnection: keep-alive\r\ntransfer-encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nx: y\r\n\r\n',
    ],
    parse: readAnswer,
  },
  {
    name: 'what strace writes',
    seeds: [
      '7 execve("./a", [...], 0x7f /* 3 vars */) = 0\n7 openat(AT_FDCWD</p/a b>, "\\303\\251\\"\\n", O_RDWR|O_CREAT, 0666) = 3</p/x\\x3e>\n7 clone(child_stack=NULL, flags=SIGCHLD) = 8\n8 chdir("d") = 0\n',
      '8 renameat2(AT_FDCWD</p>, "x", 5</p/d>, "y", RENAME_NOREPLACE) = 0\n8 unlink("y") = -1 ENOENT (No such file or directory)\n8 rename("d", "e") = 0\n',
    ],
    parse: parseTrace,
  },
  {
    name: 'overrides',
    seeds: [
      'a.b=[1, "x\\"y", {k: v}]',
      '+a=${b}',
      "~a@p.q='it\\'s'",
      'a=choice(1,b),2',
      'a=sort(int(range(0,1,0.3)),reverse=true)',
      'f.json:++a/b=1e5,nan,null',
    ],
    parse: (text) =>
      expandSweeps(
        parseSetParams([text], () => 0.5),
        () => 0.5,
      ).length,
  },
  {
    name: 'params files with an override',
    seeds: [
      'a: 1 # x\nb: {x: "y", z: [1]}\nc:\n  - ${a}\n',
      '# top\na = 1\n[b]\nx = {y = 1}\n[[c]]\nz = 1\n',
      'a = 1\nclass B:\n  x = {"y": (1, "z")}\n',
    ],
    parse: editParams,
  },
  {
    name: 'Hydra configuration',
    seeds: [
      'defaults:\n  - g: b\n  - optional /g@p.q: [b, c]\n  - override g: ${h}\n  - _self_\na: ${g.x}-${oc.env:A,b}\nb: 010\n',
      '# @package _global_.x\nx: ${.y}\ny: ${oc.select:a,1}\nz: 1:30\n',
    ],
    parse: composeText,
  },
  {
    name: 'filter',
    seeds: [
      'metrics.auc > 0.9 and not (params."a b".c in [1, "x"] or params.m ~ /^re+s/i)',
      'params.a == null or 1 <= params.b',
    ],
    parse: (text) =>
      parseFilter(text).matches(
        new Map<string, Value>([
          ['metrics.auc', 1],
          ['params.m', 'res'],
        ]),
      ),
  },
  {
    name: 'ignore file',
    seeds: ['*.tmp\n!a/**/b\n[!a-c]?\\ \n#x\n/d/\n[[:alpha:]]\n'],
    parse: (text) =>
      new IgnoreTree({
        root: absolutePath('/p'),
        fileName: '.x',
        read: (at) => (at.endsWith('/p/.x') ? text : undefined),
      }).isIgnored(file('a/b/c d.tmp'), false),
  },
]

/** Sets a value in a text, taken for a file of each kind. */
function editParams(text: string): number {
  const overrides = parseOverrides(['++a=[1,{b: c}]', '++b.x=y'], () => 0)
  const failures = ['p.yaml', 'p.toml', 'p.py', 'p.json'].map((name) => {
    const edited = orFailure(() => editParamsFile({ file: name, text, overrides, environment: () => undefined }))
    return edited instanceof Failure ? edited : undefined
  })
  const [first] = failures
  if (first && failures.every(Boolean)) throw first
  return failures.filter(Boolean).length
}

/** Composes a text that is everything: the primary configuration and an option of a group. */
function composeText(text: string): string {
  const files = new Map(['config.yaml', 'g/b.yaml'].map((path) => [path, text]))
  const directory = { name: 'conf', files, folders: new Set(['g']) }
  return composeParams({ directory, configName: 'config', overrides: [], environment: () => undefined }).text
}

/** What a command did with files; all of them lie below the root. */
function parseTrace(text: string): number {
  const uses = new FileUses({ root: '/p', start: '/p' })
  for (const line of text.split('\n')) uses.take(line)
  for (const path of uses.all.keys()) if (path !== '/p' && !path.startsWith('/p/')) throw new Error(`outside: ${path}`)
  return uses.all.size
}

/** What the checks find in a project of this one file. */
function checkText(text: string): unknown {
  const examined = examineDefinition(text, file('dvc.yaml'), { readVars: () => ({ kind: 'missing' }) })
  const { definition } = examined
  const entries = new Map(
    definition.stages.map(({ name, cmd }) => [name, { cmd, deps: [], params: new Map(), outs: [] }]),
  )
  const source = readYamlWithPositions(text, 'dvc.yaml')
  const stages = definition.stages.map((stage) => trackedStage(stage, undefined))
  return findAll({
    files: [{ ...examined, source, lock: { file: file('dvc.lock'), source, entries } }],
    unreadable: [],
    stages,
    madePaths: madePathsOf(stages),
    trackedByGit: new Set(),
    seenReads: () => [file('b'), file('d')],
    kindOf: () => undefined,
    readParams: () => ({ value: new Map([['q', 1]]) }),
  })
}
