import type { StorageCall } from '../../progress.ts'
import { type Attempt, type RetryOptions, retried } from '../transport/retry.ts'
import { hashCommand, hashThere } from './hash-there.ts'
import { diskStateAt } from './sftp-folders.ts'
import { explainRefusal, SftpRefusal, statuses } from './sftp-refusal.ts'
import { SftpSession } from './sftp-session.ts'
import type { SshAddress } from './ssh-address.ts'
import { ConnectionLost, explainLost } from './ssh-failures.ts'
import type { SshProgram } from './ssh-program.ts'

export interface SftpClientOptions {
  readonly address: SshAddress
  /** Speaks SFTP, or runs a command there. */
  readonly program: (command?: string) => SshProgram
  readonly retry: RetryOptions
}

/** Works on paths of another machine. Connects with the first, and anew when a connection was lost. */
export class SftpClient {
  readonly #options: SftpClientOptions
  #session: Promise<SftpSession> | undefined

  constructor(options: SftpClientOptions) {
    this.#options = options
  }

  get address(): SshAddress {
    return this.#options.address
  }

  /**
   * Does some work on a connection, and does it again from the beginning when the connection is lost meanwhile. What the
   * server refuses is a `Failure` that names the path. Where we cannot get in once, we do not try again.
   */
  async work<Result>(
    path: string,
    act: (session: SftpSession) => Promise<Result>,
    call?: StorageCall,
  ): Promise<Result> {
    try {
      return await retried(() => this.#attempt(act), this.#options.retry, call)
    } catch (error) {
      if (error instanceof ConnectionLost) throw explainLost(error, this.address)
      throw error instanceof SftpRefusal ? await this.#explain(error, path) : error
    }
  }

  /** The MD5 of so many bytes from the beginning of a file there; undefined where there is no shell to ask. */
  hashThere(path: string, bytes: number): Promise<string | undefined> {
    return hashThere(this.#options.program(hashCommand(bytes)), path)
  }

  close(): void {
    this.#session?.then(
      (session) => session.close(),
      () => undefined,
    )
  }

  async #attempt<Result>(act: (session: SftpSession) => Promise<Result>): Promise<Attempt<Result>> {
    try {
      return { kind: 'done', result: await act(await this.#connected()) }
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error
      return { kind: 'again', error }
    }
  }

  async #connected(): Promise<SftpSession> {
    const known = this.#session
    const session = await (known ?? (this.#session = this.#open()))
    if (!session.isLost) return session
    if (this.#session === known) this.#session = undefined
    return this.#connected()
  }

  async #open(): Promise<SftpSession> {
    try {
      return await SftpSession.open(this.address, this.#options.program())
    } catch (error) {
      if (error instanceof ConnectionLost) this.#session = undefined
      throw error
    }
  }

  async #explain(refusal: SftpRefusal, path: string): Promise<Error> {
    const session = refusal.status === statuses.failure ? await this.#connected() : undefined
    const disk = session && (await diskStateAt(session, path))
    return explainRefusal(refusal, { ...this.address, path, disk })
  }
}
