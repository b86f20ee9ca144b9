import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'

/** So many stages as a run leaves them, each with a script, what the one before has made, and one of twenty parameters. */
export function fillChain(directory: string, count: number): void {
  const script = 'print(1)\n'
  const names = Array.from({ length: count }, (_, i) => i)
  const contents = names.map((i) => `${i}\n`)
  const made = (i: number, hash: string) => locked(`out${i}.txt`, hash, contents[i]!.length)
  fs.writeFileSync(path.join(directory, 'work.py'), script)
  fs.writeFileSync(
    path.join(directory, 'params.yaml'),
    names
      .slice(0, 20)
      .map((i) => `p${i}: ${i}\n`)
      .join(''),
  )
  fs.writeFileSync(path.join(directory, '.gitignore'), names.map((i) => `/out${i}.txt\n`).join(''))
  const hashes = names.map((i) => keep(directory, `out${i}.txt`, contents[i]!))
  const work = locked('work.py', createHash('md5').update(script).digest('hex'), script.length)
  const definitions = names.map((i) => {
    const before = i === 0 ? '' : `    - out${i - 1}.txt\n`
    return `  s${i}:\n    cmd: echo ${i} > out${i}.txt\n    deps:\n    - work.py\n${before}    params:\n    - p${i % 20}\n    outs:\n    - out${i}.txt\n`
  })
  const entries = names.map((i) => {
    const before = i === 0 ? '' : made(i - 1, hashes[i - 1]!)
    const params = `    params:\n      params.yaml:\n        p${i % 20}: ${i % 20}\n`
    return `  s${i}:\n    cmd: echo ${i} > out${i}.txt\n    deps:\n${before}${work}${params}    outs:\n${made(i, hashes[i]!)}`
  })
  fs.writeFileSync(path.join(directory, 'dvc.yaml'), `stages:\n${definitions.join('')}`)
  fs.writeFileSync(path.join(directory, 'dvc.lock'), `schema: '2.0'\nstages:\n${entries.join('')}`)
}

/** An entry's lines about a file. */
export function locked(file: string, hash: string, bytes: number): string {
  return `    - path: ${file}\n      hash: md5\n      md5: ${hash}\n      size: ${bytes}\n`
}

/** Writes an output and keeps it in the cache; gives its hash. */
export function keep(directory: string, name: string, content: string): string {
  const hash = createHash('md5').update(content).digest('hex')
  const object = path.join(directory, '.dvc/cache/files/md5', hash.slice(0, 2), hash.slice(2))
  fs.mkdirSync(path.dirname(object), { recursive: true })
  fs.writeFileSync(object, content, { mode: 0o444 })
  fs.writeFileSync(path.join(directory, name), content)
  return hash
}
