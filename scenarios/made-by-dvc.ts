/**
 * A repository as DVC 3.67.1 left it, byte for byte, but for the lock files with its process number. Made with
 *
 *   git init && dvc init
 *   dvc add data
 *   dvc stage add -n join -d data -o sales.csv 'cat data/*.csv | grep -v day | sort > sales.csv'
 *   dvc stage add -n count -d sales.csv -M count.yaml 'echo "sales: $(wc -l < sales.csv)" > count.yaml'
 *   dvc repro
 */
export const madeByDvc = {
  '.dvc/.gitignore': `/config.local
/tmp
/cache
`,
  '.dvc/cache/files/md5/26/cf2221cd2bb62c2bce96683fce270a': `2024-01-02,book,12
2024-01-02,pen,2
2024-02-05,pen,2
2024-02-09,lamp,30
`,
  '.dvc/cache/files/md5/5a/0c70629d6ceccd135d8a32a6ae310c': `day,item,price
2024-01-02,pen,2
2024-01-02,book,12
`,
  '.dvc/cache/files/md5/7b/e305ffefd76837dbcaccfaeb272ad4.dir':
    '[{"md5": "b60f4e3cc4a3cc94684e25c71b451439", "relpath": "february.csv"}, {"md5": "5a0c70629d6ceccd135d8a32a6ae310c", "relpath": "january.csv"}]',
  '.dvc/cache/files/md5/99/c8c03c75e140341d4e95c8760201c0': 'sales: 4\n',
  '.dvc/cache/files/md5/b6/0f4e3cc4a3cc94684e25c71b451439': `day,item,price
2024-02-05,pen,2
2024-02-09,lamp,30
`,
  '.dvc/cache/runs/3f/3f28f4a40e5d7c518724f837ee3038a41e3fcf0ed83f25a21b48d18e4bf7ca4e/39bd04f2c27805998a7ecf560d960cbf2ed13f320b0636ca4f45bb01356a40e4': `cmd: cat data/*.csv | grep -v day | sort > sales.csv
deps:
- path: data
  hash: md5
  md5: 7be305ffefd76837dbcaccfaeb272ad4.dir
  size: 102
  nfiles: 2
outs:
- path: sales.csv
  hash: md5
  md5: 26cf2221cd2bb62c2bce96683fce270a
  size: 72
`,
  '.dvc/cache/runs/b5/b5f9aab8f89130fd1d94e32ef54d30cb1896adcf1d081f38d6b5b727985da8a2/1f7a59cbaef9eab6a145d25b46c601d372362626ffb0e0a344f047e6b1b5b2fe': `cmd: 'echo "sales: $(wc -l < sales.csv)" > count.yaml'
deps:
- path: sales.csv
  hash: md5
  md5: 26cf2221cd2bb62c2bce96683fce270a
  size: 72
outs:
- path: count.yaml
  hash: md5
  md5: 99c8c03c75e140341d4e95c8760201c0
  size: 9
`,
  '.dvc/config': '',
  '.dvc/tmp/btime': '',
  '.dvc/tmp/rwlock': '{}',
  '.dvcignore': `# Add patterns of files dvc should ignore, which could improve
# the performance. Learn more at
# https://dvc.org/doc/user-guide/dvcignore
`,
  '.gitignore': `/data
/sales.csv
`,
  'count.yaml': 'sales: 4\n',
  'data.dvc': `outs:
- md5: 7be305ffefd76837dbcaccfaeb272ad4.dir
  size: 102
  nfiles: 2
  hash: md5
  path: data
`,
  'data/february.csv': `day,item,price
2024-02-05,pen,2
2024-02-09,lamp,30
`,
  'data/january.csv': `day,item,price
2024-01-02,pen,2
2024-01-02,book,12
`,
  'dvc.lock': `schema: '2.0'
stages:
  join:
    cmd: cat data/*.csv | grep -v day | sort > sales.csv
    deps:
    - path: data
      hash: md5
      md5: 7be305ffefd76837dbcaccfaeb272ad4.dir
      size: 102
      nfiles: 2
    outs:
    - path: sales.csv
      hash: md5
      md5: 26cf2221cd2bb62c2bce96683fce270a
      size: 72
  count:
    cmd: 'echo "sales: $(wc -l < sales.csv)" > count.yaml'
    deps:
    - path: sales.csv
      hash: md5
      md5: 26cf2221cd2bb62c2bce96683fce270a
      size: 72
    outs:
    - path: count.yaml
      hash: md5
      md5: 99c8c03c75e140341d4e95c8760201c0
      size: 9
`,
  'dvc.yaml': `stages:
  join:
    cmd: cat data/*.csv | grep -v day | sort > sales.csv
    deps:
    - data
    outs:
    - sales.csv
  count:
    cmd: 'echo "sales: $(wc -l < sales.csv)" > count.yaml'
    deps:
    - sales.csv
    metrics:
    - count.yaml:
        cache: false
`,
  'sales.csv': `2024-01-02,book,12
2024-01-02,pen,2
2024-02-05,pen,2
2024-02-09,lamp,30
`,
}

/** The files that `dvc repro` writes there after `echo 2024-02-10,pen,2 >> data/february.csv`. */
export const afterOneMoreSale = {
  'count.yaml': 'sales: 5\n',
  'data.dvc': `outs:
- md5: 4c272717eb3cad3d304fde20689a8a9d.dir
  size: 119
  nfiles: 2
  hash: md5
  path: data
`,
  'dvc.lock': `schema: '2.0'
stages:
  join:
    cmd: cat data/*.csv | grep -v day | sort > sales.csv
    deps:
    - path: data
      hash: md5
      md5: 4c272717eb3cad3d304fde20689a8a9d.dir
      size: 119
      nfiles: 2
    outs:
    - path: sales.csv
      hash: md5
      md5: fbaccbbc798e31fcc942bf766fdc2a16
      size: 89
  count:
    cmd: 'echo "sales: $(wc -l < sales.csv)" > count.yaml'
    deps:
    - path: sales.csv
      hash: md5
      md5: fbaccbbc798e31fcc942bf766fdc2a16
      size: 89
    outs:
    - path: count.yaml
      hash: md5
      md5: 4256ed40ea9b29e48372927ad1349ae4
      size: 9
`,
  'sales.csv': `2024-01-02,book,12
2024-01-02,pen,2
2024-02-05,pen,2
2024-02-09,lamp,30
2024-02-10,pen,2
`,
}
