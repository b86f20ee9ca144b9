import type { Context } from 'hono'
import { noRoute, refused } from '../requests/refusal.ts'
import type { Asset, Pages } from './pages.ts'

/** A file of the pages, as small as the browser takes it. */
export function answerPage(c: Context, pages: Pages): Response {
  const asset = pages.at(c.req.path)
  if (!asset) return refused(noRoute('GET', c.req.path))
  const isBrotli = asset.brotli !== undefined && /\bbr\b/.test(c.req.header('accept-encoding') ?? '')
  return new Response(isBrotli ? asset.brotli : asset.plain, { headers: headersOf(asset, isBrotli) })
}

function headersOf({ type, isNamedByContent }: Asset, isBrotli: boolean): Record<string, string> {
  return {
    'content-type': type,
    'cache-control': isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    ...(isBrotli && { 'content-encoding': 'br' }),
  }
}
