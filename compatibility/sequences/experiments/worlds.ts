import { type HandStep, shell } from '../../sequence.ts'

/** Shell functions that make experiments as DVC leaves them: commits that only refs below `refs/exps` have. */
const functions = `
t=1704200000
at() { t=$((t + 60)); export GIT_COMMITTER_DATE="$t +0000" GIT_AUTHOR_DATE="$t +0000"; }
ref() { b=$(git rev-parse "$1"); echo "refs/exps/$(echo "$b" | cut -c1-2)/$(echo "$b" | cut -c3-)"; }
keep() { at; git add -A; git commit -q --allow-empty -m "$1"; }
exp() { at; git add -A; c=$(git commit-tree "$(git write-tree)" -p "\${2:-HEAD}" -m "dvc: commit experiment $1"); git update-ref "$(ref HEAD)/$1" "$c"; git reset -q --hard; }
lock() { cat > dvc.lock <<E
schema: '2.0'
stages:
  prep:
    cmd: cp raw.csv clean.csv
    deps:
    - path: raw.csv
      hash: md5
      md5: 2306b4377429730ee03a806cff76e92b
      size: 4
    outs:
    - path: clean.csv
      hash: md5
      md5: 2306b4377429730ee03a806cff76e92b
      size: 4
  train:
    cmd: sh train.sh
    deps:
    - path: clean.csv
      hash: md5
      md5: 2306b4377429730ee03a806cff76e92b
      size: 4
    - path: data
      hash: md5
      md5: 0123456789abcdef0123456789abcde$1.dir
      size: 12
      nfiles: 3
    params:
      params.yaml:
        lr: $2
    outs:
    - path: model.bin
      hash: md5
      md5: bbd80dd9b30ceb14505be700252f558$1
      size: 8
E
}
try() { printf 'lr: %s\\ntrain:\\n  epochs: %s\\n  layers: [1, 2.5]\\nnote: "a, b"\\n' "$2" "$3" > params.yaml; printf '{"auc": 0.9%s123456789, "n": %s, "deep": {"loss": %se-07, "ok": true, "name": "x"}}' "$1" "$3" "$1" > metrics.json; lock "$1" "$2"; }
`

const pipeline = `cat > dvc.yaml <<'E'
stages:
  prep:
    cmd: cp raw.csv clean.csv
    deps: [raw.csv]
    outs: [clean.csv]
  train:
    cmd: sh train.sh
    deps: [clean.csv, train.sh, data]
    params: [lr, train]
    outs: [model.bin]
    metrics:
    - metrics.json: {cache: false}
    plots:
    - hist.csv: {cache: false}
E
cat > raw.csv.dvc <<'E'
outs:
- md5: 2306b4377429730ee03a806cff76e92b
  size: 4
  hash: md5
  path: raw.csv
E
`

export function script(lines: string): HandStep {
  return shell(`${functions}${lines}`)
}

/** Three experiments on the first commit, two on the second, a tag, and a branch that is checked out. */
export const twoCommits = script(`${pipeline}
try 1 0.1 3; keep one
try 2 0.2 3; exp e1
try 3 0.3 7; exp e2
try 4 0.05 3; exp e3
try 4 0.05 3; keep two; git tag v1; git branch old HEAD~1
try 5 0.7 9; exp f1
git checkout -q -b side
try 6 0.8 3; exp f2
printf 'lr: 0.9\\nextra: 1\\n' > params.yaml
`)

/** Shell functions that put tasks into DVC's queue, as its broker and its workers leave them. */
const queue = `
q=.dvc/tmp/exps; mkdir -p $q/celery/broker/in $q/celery/broker/processed $q/celery/result
stash() { at; git add -A; c=$(git commit-tree "$(git write-tree)" -p HEAD -m "dvc-exp:$1"); git reset -q --hard; }
body() { printf '[[{"dvc_root": "/x", "scm_root": "/x", "stash_ref": "refs/exps/celery/stash", "stash_rev": "%s", "baseline_rev": "%s", "branch": null, "name": "%s", "head_rev": "%s"}], {"copy_paths": [], "message": null}, {"callbacks": null, "errbacks": null, "chain": null, "chord": null}]' "$c" "$b" "$1" "$b" | base64 | tr -d '\\n'; }
message() { b=$(git rev-parse HEAD); printf '{"body": "%s", "content-encoding": "utf-8", "content-type": "application/json", "headers": {"lang": "py", "task": "dvc.repo.experiments.queue.tasks.run_exp", "id": "%s", "root_id": "%s", "parent_id": null, "argsrepr": "", "kwargsrepr": "", "origin": "x", "retries": 0, "eta": null, "expires": null, "group": null, "group_index": null, "shadow": null, "timelimit": [null, null], "ignore_result": false, "replaced_task_nesting": 0, "stamped_headers": null, "stamps": {}}, "properties": {"correlation_id": "%s", "reply_to": "r", "delivery_mode": 2, "delivery_info": {"exchange": "", "routing_key": "celery"}, "priority": 0, "body_encoding": "base64", "delivery_tag": "t"}}' "$(body "$2")" "$2" "$2" "$2" > "$q/celery/broker/$1/$3_$2.celery.msg"; }
over() { printf '{"status": "%s", "result": %s, "traceback": null, "children": [], "date_done": "2024-01-01T00:00:00", "task_id": "%s"}' "$2" "$3" "$1" > "$q/celery/result/celery-task-meta-$1"; }
ran() { mkdir -p "$q/run/$c"; printf '{"git_url": "file:///x", "baseline_rev": "%s", "location": "dvc-task", "root_dir": "/nowhere/x", "dvc_dir": ".dvc", "name": "%s", "wdir": ".", "result_hash": %s, "result_ref": %s, "result_force": false, "status": %s}' "$b" "$1" "$2" "$3" "$4" > "$q/run/$c/$c.run"; printf '{"pid": 5, "stdin": null, "stdout": "/nowhere/%s.out", "stderr": null, "returncode": %s}' "$1" "$5" > "$q/run/$c/$c.json"; }
`

/** Two tasks that wait, one that failed, one whose experiment is there. */
export const queued = script(`${queue}${pipeline}
try 1 0.1 3; keep one
try 2 0.2 4; exp done
try 3 0.3 5; stash first; message in q1 100
try 4 0.4 6; stash second; message in q2 200
try 5 0.5 7; stash third; message processed lost 300; over lost FAILURE '{"exc_type": "ValueError", "exc_message": ["no"], "exc_module": "builtins"}'; ran lost null null 4 255
try 6 0.6 8; stash fourth; message processed done 400; over done SUCCESS null; ran done '"abc"' "\\"$(ref HEAD)/done\\"" 3 0
git update-ref --create-reflog -m "commit: dvc-exp:x" refs/exps/celery/stash "$c"
`)
