import { Failure, type FailureCode, systemErrorCode } from './failure.ts'

interface Explained {
  readonly code: FailureCode
  readonly what: string
  readonly hint: string
}

const explained: Readonly<Record<string, Explained>> = {
  ENOSPC: {
    code: 'disk-full',
    what: 'No space left on the disk',
    hint: 'Free some space and run the command again; nothing that was finished is lost.',
  },
  EDQUOT: {
    code: 'disk-full',
    what: 'Your disk quota is used up',
    hint: 'Free some space and run the command again; nothing that was finished is lost.',
  },
  EROFS: {
    code: 'file-unreadable',
    what: 'The file system is read-only',
    hint: 'Mount it for writing, or choose another place.',
  },
  EACCES: {
    code: 'file-unreadable',
    what: 'Permission denied',
    hint: 'Check who owns the file and the folders above it.',
  },
  EPERM: {
    code: 'file-unreadable',
    what: 'Operation not permitted',
    hint: 'Check who owns the file and the folders above it.',
  },
  EMFILE: { code: 'file-unreadable', what: 'Too many open files', hint: 'Raise the limit with "ulimit -n 4096".' },
  ENFILE: {
    code: 'file-unreadable',
    what: 'The system has too many open files',
    hint: 'End other programs and try again.',
  },
  EIO: {
    code: 'file-unreadable',
    what: 'The disk reports an error',
    hint: 'Look after the disk first. Then run the command again; nothing that was finished is lost.',
  },
  ESTALE: {
    code: 'file-unreadable',
    what: 'The network file system has lost the file',
    hint: 'See that it is mounted well, and run the command again.',
  },
  EBUSY: {
    code: 'file-unreadable',
    what: 'Another program uses the file',
    hint: 'Close it there and run the command again.',
  },
  ELOOP: {
    code: 'file-unreadable',
    what: 'Symbolic links go round in circles',
    hint: 'Remove one of them.',
  },
  ENAMETOOLONG: {
    code: 'file-unreadable',
    what: 'The file name is too long',
    hint: 'Shorten it, or move the project up.',
  },
}

/** An error of the operating system that a person can do something about as a `Failure`; any other error as it is. */
export function explainSystemError(error: unknown): unknown {
  const found = isRefusedFolder(error) ? refusedFolder : explained[systemErrorCode(error) ?? '']
  if (!found || error instanceof Failure) return error
  const place = placeOf(error)
  return new Failure(found.code, `${found.what}${place === undefined ? '' : `: '${place}'`}.`, {
    hint: found.hint,
    cause: error,
  })
}

const refusedFolder: Explained = {
  code: 'file-unreadable',
  what: 'The folder cannot be made; its file system may be read-only',
  hint: 'Check what is mounted there, or choose another place.',
}

/** Node says "no such file" when the system refuses a folder in a place that is there. */
function isRefusedFolder(error: unknown): boolean {
  return systemErrorCode(error) === 'ENOENT' && (error as { syscall?: unknown }).syscall === 'mkdir'
}

/** The path the call was about: where it would have written, if there are two. */
function placeOf(error: unknown): string | undefined {
  const { dest, path } = error as { dest?: unknown; path?: unknown }
  if (typeof dest === 'string') return dest
  return typeof path === 'string' ? path : undefined
}
