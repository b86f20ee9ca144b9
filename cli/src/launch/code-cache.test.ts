import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { CodeCache } from './code-cache.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'code-'))
afterAll(() => fs.rmSync(home, { recursive: true }))

const program = path.join(home, 'program.cjs')
const folder = path.join(home, 'caches')
const kept = path.join(folder, 'sterna/code/build-1/status')

function run(source = 'exports.answer = () => __filename'): unknown {
  fs.writeFileSync(program, source)
  const cache = new CodeCache({ XDG_CACHE_HOME: folder, LOCALAPPDATA: folder }, 'build-1', 'status')
  const { answer } = cache.load(program) as { answer(): unknown }
  const answered = answer()
  cache.save()
  return answered
}

describe.skipIf(process.platform === 'darwin')('the code cache', () => {
  it('runs a file as require would, and keeps what was compiled for the next time', () => {
    expect(run()).toBe(program)
    const { mtimeMs } = fs.statSync(kept)
    expect(run()).toBe(program)
    expect(fs.statSync(kept).mtimeMs).toBe(mtimeMs)
  })

  it('is made anew when it is of no use', () => {
    fs.writeFileSync(kept, 'no code')
    expect(run('exports.answer = () => String(__filename)')).toBe(program)
    expect(fs.statSync(kept).size).toBeGreaterThan(100)
  })

  it('is done without where nothing can be written', () => {
    fs.rmSync(folder, { recursive: true })
    fs.writeFileSync(folder, 'a file in the way')
    expect(run()).toBe(program)
    fs.rmSync(folder)
  })

  it('forgets builds that were not used for a month', () => {
    const old = path.join(folder, 'sterna/code/build-0')
    fs.mkdirSync(old, { recursive: true })
    fs.utimesSync(old, 0, 0)
    run()
    expect(fs.readdirSync(path.dirname(old))).toEqual(['build-1'])
  })
})
