import { useNavigate } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import type { PaletteEntry } from './palette-entries.ts'

interface Deeds {
  readonly turnTheme: () => void
  readonly close: () => void
}

/** What choosing an entry does, and what is told of it when the palette stays open. */
export function useDeed({ turnTheme, close }: Deeds) {
  const navigate = useNavigate()
  const [told, setTold] = useState<string>()
  const act = useCallback(
    ({ deed }: PaletteEntry) => {
      if (deed.kind === 'copy') return void copied(deed.text).then(setTold)
      if (deed.kind === 'theme') turnTheme()
      else void navigate({ to: deed.to, search: deed.search as never })
      close()
    },
    [navigate, turnTheme, close],
  )
  return { act, told }
}

/** Browsers may refuse it, and do so where pages come over a connection that is not encrypted. */
async function copied(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text)
    return `Copied: ${text}`
  } catch {
    return `The browser does not let it be copied: ${text}`
  }
}
