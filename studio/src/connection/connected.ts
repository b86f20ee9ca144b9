import { RequestFailure } from '@sterna/api/client'
import { QueryClient } from '@tanstack/react-query'
import { Live } from './live.ts'

/** What has been asked for. Answers hold until a change is heard of. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Number.POSITIVE_INFINITY, retry: isWorthAgain, refetchOnWindowFocus: false },
  },
})

/** What was refused is refused again; a server that was not reached may be back. */
function isWorthAgain(count: number, error: unknown): boolean {
  return count === 0 && error instanceof RequestFailure && error.code === 'unreachable'
}

export const live = new Live(queries)
