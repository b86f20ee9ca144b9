import { type ChildProcess, spawn } from 'node:child_process'
import type { Writable } from 'node:stream'

/**
 * Reads numbers of process groups, `+` for one that has begun and `-` for one that has ended. When whoever writes them is
 * gone, it ends those that are left: asked first, then killed.
 */
const keeping = `groups=
while read -r sign group; do
  case $sign in
    +) groups="$groups $group" ;;
    -) left=
       for one in $groups; do [ "$one" = "$group" ] || left="$left $one"; done
       groups=$left ;;
  esac
done
[ -z "$groups" ] && exit
for one in $groups; do kill -s TERM -- "-$one" 2>/dev/null; done
sleep 5
for one in $groups; do kill -s KILL -- "-$one" 2>/dev/null; done
`

let keeper: ChildProcess | undefined

/** To be called before a group begins, so that it is not without a keeper for the time that it takes to start one. */
export function haveKeeper(): void {
  if (process.platform !== 'win32') keeper ??= startKeeper()
}

/** Has a process group ended when this process dies, even if it is killed: a shell that outlives it sees to that. */
export function keepEye(group: number): void {
  haveKeeper()
  keeper?.stdin!.write(`+ ${group}\n`)
}

/** The group has ended; its number may be another's soon. */
export function loseSight(group: number): void {
  keeper?.stdin!.write(`- ${group}\n`)
}

function startKeeper(): ChildProcess {
  const child = spawn('/bin/sh', ['-c', keeping], { detached: true, cwd: '/', stdio: ['pipe', 'ignore', 'ignore'] })
  child.unref()
  ;(child.stdin as Writable & { unref(): void }).unref()
  const forget = () => {
    if (keeper === child) keeper = undefined
  }
  child.on('error', forget).on('exit', forget)
  child.stdin!.on('error', forget)
  return child
}
