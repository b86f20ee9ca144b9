import { run, shell } from '../../sequence.ts'
import type { Project } from './tour.ts'

/** One model from data to numbers and drawings, in the forms that courses and templates teach. */
export const projectsOfTraining: readonly Project[] = [
  {
    name: 'from words to a judged model with drawings of everything',
    files: {
      'params.yaml':
        'prepare:\n  split: 0.20\n  seed: 20170428\nfeaturize:\n  most: 200\n  grams: 2\ntrain:\n  seed: 20170428\n  trees: 50\n  least: 0.01\n',
      'src/learn.sh': 'sort features/all > net.bin\n',
      'raw/words.txt': 'b\na\nc\n',
      'raw/train.json':
        '{"roc": [{"fpr": 0.0, "tpr": 0.0, "threshold": 2.5}, {"fpr": 0.1, "tpr": 0.9, "threshold": 0.5}]}',
      'raw/test.json':
        '{"roc": [{"fpr": 0.0, "tpr": 0.0, "threshold": 2.5}, {"fpr": 0.3, "tpr": 0.8, "threshold": 0.5}]}',
      'raw/cm.csv': 'actual,predicted\n0,0\n0,1\n1,1\n1,1\n',
      'dvc.yaml': `artifacts:
  posts:
    path: raw/words.txt
    type: dataset
    desc: Words to begin with (raw)
  order-of-words:
    path: net.bin
    desc: Tells which word should come first
    type: model
    labels:
    - words
    - order
stages:
  prepare:
    cmd: mkdir -p prepared && cp raw/words.txt prepared/all
    deps:
    - raw/words.txt
    params:
    - prepare.seed
    - prepare.split
    outs:
    - prepared
  featurize:
    cmd: mkdir -p features && tr a-z A-Z < prepared/all > features/all
    deps:
    - prepared
    params:
    - featurize.most
    - featurize.grams
    outs:
    - features
  train:
    cmd: sh src/learn.sh
    deps:
    - features
    - src/learn.sh
    params:
    - train.least
    - train.trees
    - train.seed
    outs:
    - net.bin
  evaluate:
    cmd: mkdir -p eval/plots/cm && cp raw/train.json raw/test.json eval/plots && cp raw/cm.csv eval/plots/cm/train.csv &&
      printf 'weight\\tname\\n0.5\\tone\\n' > eval/importance.tsv &&
      echo '{"auc":' 0.$(wc -l < net.bin) '}' > eval/metrics.json
    deps:
    - features
    - net.bin
    - raw/cm.csv
    - raw/test.json
    - raw/train.json
    outs:
    - eval
metrics:
- eval/metrics.json
plots:
- ROC:
    template: simple
    x: fpr
    y:
      eval/plots/train.json: tpr
      eval/plots/test.json: tpr
- Confusion-Matrix:
    template: confusion
    x: actual
    y:
      eval/plots/cm/train.csv: predicted
- Thresholds:
    x:
      eval/plots/train.json: threshold
      eval/plots/test.json: threshold
    y:
      eval/plots/train.json: [tpr, fpr]
      eval/plots/test.json: tpr
    title: How sure it is
    x_label: at least
- eval/importance.tsv:
    template: bar_horizontal
    x: weight
    y: name
`,
    },
    edits: {
      'params.yaml':
        'prepare:\n  split: 0.20\n  seed: 20170428\nfeaturize:\n  most: 100\n  grams: 2\ntrain:\n  seed: 20170428\n  trees: 500\n  least: 1e-3\n',
      'raw/words.txt': 'b\na\nc\nz\n',
      'raw/test.json':
        '{"roc": [{"fpr": 0.0, "tpr": 0.0, "threshold": 2.5}, {"fpr": 0.2, "tpr": 0.8, "threshold": 0.5}]}',
    },
    byHand: { 'net.bin': 'written\n' },
    asked: [run('plots show ROC --json --split'), run('get . net.bin --out copy.bin --force'), shell('rm -f copy.bin')],
  },
  {
    name: 'numbers of every step in a folder of their own',
    files: {
      'params.yaml': 'epochs: 2\nnet: {depth: 3, kind: small}\n',
      'log/acc.tsv': 'step\tacc\n0\t0.5\n1\t0.625\n',
      'log/loss.tsv': 'step\tloss\n0\t1.5\n1\t0.25\n',
      'cm.json': '[{"actual": "a", "predicted": "a"}, {"actual": "b", "predicted": "a"}]',
      'dvc.yaml': `stages:
  train:
    cmd: mkdir -p live/plots/metrics live/plots/custom && cp log/*.tsv live/plots/metrics/ && cp cm.json live/plots/custom/cm.json && cp log/loss.tsv net.txt && cp params.yaml live/params.yaml && printf '{"acc":0.%d,"step":1}' $(wc -c < log/acc.tsv) > live/metrics.json
    deps:
    - log
    - cm.json
    params:
    - epochs
    - net
    outs:
    - net.txt
params:
- live/params.yaml
metrics:
- live/metrics.json
plots:
- live/plots/metrics:
    x: step
- live/plots/custom/cm.json:
    template: confusion
    x: actual
    y: predicted
    title: Mixed up
`,
    },
    edits: {
      'log/acc.tsv': 'step\tacc\n0\t0.5\n1\t0.75\n2\t0.875\n',
      'params.yaml': 'epochs: 3\nnet: {depth: 3, kind: large}\n',
    },
    byHand: { 'net.txt': 'written\n' },
    asked: [run('plots show live/plots/metrics/acc.tsv --json'), run('metrics show live/metrics.json --json')],
  },
  {
    name: 'parameters in code, in settings of a package, and in a table',
    files: {
      'conf/train.py':
        'RATE = 1e-2\nSIZES = [8, 16]\nNAMES = {"a": 1, "b": None}\n\n\nclass Train:\n    epochs: int = 3\n    early = True\n\n    class Sched:\n        kind = "cosine"\n\n\nclass Data:\n    def __init__(self):\n        self.folds = 5\n',
      'project.toml':
        '[project]\nname = "tidy"\nversion = "0.1"\n\n[tool.tidy]\nwindow = 30\nlevels = [0.5, 0.75]\n\n[tool.tidy.deep]\non = true\n',
      'conf/data.json': '{"folds": {"count": 5, "seeds": [1, 2]}, "drop": null, "weights": {"x": 1.0}}',
      'conf/all.yaml': 'anything: [1, {two: 3}]\nwhen: 2024-01-01\n',
      'train.py': 'x = 1\n',
      'dvc.yaml': `params:
- conf/all.yaml
stages:
  split:
    cmd: echo split > split.txt
    params:
    - conf/data.json:
      - folds.count
      - folds.seeds
      - drop
    - project.toml:
      - tool.tidy.window
      - tool.tidy.deep
    outs:
    - split.txt
  train:
    cmd: cat split.txt train.py > net.txt
    deps: [split.txt, train.py]
    params:
    - conf/train.py:
      - RATE
      - SIZES
      - NAMES.b
      - Train.epochs
      - Train.Sched.kind
      - Data.folds
    outs:
    - net.txt:
        type: model
        labels: [small]
        meta: {author: ada}
  whole:
    cmd: wc -l < net.txt > lines.txt
    deps: [net.txt]
    params:
    - conf/train.py:
    - project.toml:
    outs:
    - lines.txt: {cache: false}
`,
    },
    edits: {
      'conf/train.py':
        'RATE = 5e-3\nSIZES = [8, 32]\nNAMES = {"a": 1, "b": 2.0}\n\n\nclass Train:\n    epochs: int = 3\n    early = False\n\n    class Sched:\n        kind = "step"\n\n\nclass Data:\n    def __init__(self):\n        self.folds = 4\n',
      'project.toml':
        '[project]\nname = "tidy"\nversion = "0.2"\n\n[tool.tidy]\nwindow = 30\nlevels = [0.5, 0.9]\n\n[tool.tidy.deep]\non = false\n',
      'conf/data.json': '{"folds": {"count": 5, "seeds": [1, 3]}, "drop": 0, "weights": {}}',
    },
    byHand: { 'net.txt': 'written\n' },
    asked: [run('params diff --targets conf/train.py project.toml --json'), run('repro whole --single-item', 'lines')],
  },
  {
    name: 'what is loaded and written down with logs',
    files: {
      'params.yaml':
        'root: work\nload: {url: source.txt, zip: got.txt, sub: raw}\nsplit: {sub: split, part: 0.5}\ntrain: {sub: models/v1, on: true, off: false, none: null}\n',
      'source.txt': '1\n2\n3\n',
      'logs/.gitignore': '',
      'dvc.yaml': `stages:
  load:
    cmd: (
        mkdir -p \${root}/\${load.sub} &&
        cp \${load.url} \${root}/\${load.sub}/\${load.zip} &&
        echo loaded
      ) > logs/load.out 2>&1
    deps:
      - \${load.url}
    outs:
      - \${root}/\${load.sub}
      - logs/load.out
  split:
    cmd: mkdir -p \${root}/\${split.sub}/a && head -n 1 \${root}/\${load.sub}/\${load.zip} > \${root}/\${split.sub}/a/x && tail -n 2 \${root}/\${load.sub}/\${load.zip} > \${root}/\${split.sub}/b; echo split >&2
    deps:
      - \${root}/\${load.sub}
    params:
      - split.part
    outs:
      - \${root}/\${split.sub}/a
      - \${root}/\${split.sub}/b
  train:
    cmd: mkdir -p \${root}/\${train.sub} && cat \${root}/\${split.sub}/a/x \${root}/\${split.sub}/b > \${root}/\${train.sub}/best; echo '\${train.on} \${train.off} \${train.none}' > logs/train.out
    deps:
      - \${root}/\${split.sub}/a
      - \${root}/\${split.sub}/b
    params:
      - train
    outs:
      - \${root}/\${train.sub}/best
      - logs/train.out
`,
    },
    edits: {
      'source.txt': '1\n2\n4\n',
      'params.yaml':
        'root: work\nload: {url: source.txt, zip: got.txt, sub: raw}\nsplit: {sub: split, part: 0.25}\ntrain: {sub: models/v1, on: false, off: false, none: null}\n',
    },
    byHand: { 'work/models/v1/best': 'written\n' },
    asked: [run('repro split --force', 'lines'), run('dag work/models/v1/best --mermaid', 'lines')],
  },
]
