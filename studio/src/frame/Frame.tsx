import { useQuery } from '@tanstack/react-query'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { GitBranch, Keyboard, Moon, Search, Sun } from 'lucide-react'
import { lazy, type MouseEvent, Suspense, useCallback, useMemo, useState } from 'react'
import { projectQuery } from '../connection/queries.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { chooseTheme, currentTheme } from '../parts/theme.ts'
import { Foot } from './Foot.tsx'
import names from './frame.module.css'
import { KeyList } from './KeyList.tsx'
import { type KeyDeed, useKeys } from './keys.ts'
import { Menu } from './Menu.tsx'
import { pages } from './pages.ts'
import { usePaletteKey } from './palette/use-palette-key.ts'

const Palette = lazy(async () => ({ default: (await import('./palette/Palette.tsx')).Palette }))

/** What stands around every page: menu, bar, foot. */
export function Frame() {
  const [theme, setTheme] = useState(currentTheme)
  const [isListing, setListing] = useState(false)
  const [isFinding, setFinding] = useState(false)
  const navigate = useNavigate()
  const turn = useCallback(() => {
    const next = currentTheme() === 'dark' ? 'light' : 'dark'
    chooseTheme(next)
    setTheme(next)
  }, [])
  const deeds = useMemo<readonly KeyDeed[]>(
    () => [
      ...pages.map(({ key, title, path }) => ({
        keys: `g ${key}`,
        what: `Go to ${title}`,
        run: () => void navigate({ to: path }),
      })),
      { keys: 'Ctrl+K', what: 'Go anywhere, by name', run: () => setFinding(true) },
      { keys: '/', what: 'Filter', run: focusFilter },
      { keys: 't', what: 'Light or dark', run: turn },
      { keys: '?', what: 'These keys', run: () => setListing(true) },
    ],
    [navigate, turn],
  )
  useKeys(deeds)
  usePaletteKey(useCallback(() => setFinding(true), []))
  return (
    <div className={names['frame']}>
      <a className={names['skip']} href="#page" onClick={goToPage}>
        Skip to the page
      </a>
      <Menu />
      <header className={names['bar']}>
        <Revision />
        <IconButton label="Go anywhere" title="Go anywhere (Ctrl+K)" press={() => setFinding(true)}>
          <Search size={16} aria-hidden="true" />
        </IconButton>
        <IconButton label="Keys" title="Keys (?)" press={() => setListing(true)}>
          <Keyboard size={16} aria-hidden="true" />
        </IconButton>
        <IconButton label={theme === 'dark' ? 'Light theme' : 'Dark theme'} title="Light or dark (t)" press={turn}>
          {theme === 'dark' ? <Sun size={16} aria-hidden="true" /> : <Moon size={16} aria-hidden="true" />}
        </IconButton>
      </header>
      <main id="page" className={names['page']} tabIndex={-1}>
        <Outlet />
      </main>
      <Foot />
      {isFinding ? (
        <Suspense>
          <Palette turnTheme={turn} close={() => setFinding(false)} />
        </Suspense>
      ) : undefined}
      {isListing ? <KeyList deeds={deeds} close={() => setListing(false)} /> : undefined}
    </div>
  )
}

const shownDigits = 7

function Revision() {
  const { data } = useQuery(projectQuery)
  if (!data) return <span className={names['revision']} />
  return (
    <span className={names['revision']} title={data.directory}>
      <GitBranch size={14} aria-hidden="true" />
      <strong>{data.branch ?? 'detached'}</strong>
      <code>{data.commit?.slice(0, shownDigits) ?? 'no commit yet'}</code>
    </span>
  )
}

/** Not by the address: in an export it says behind `#` which page this is. */
function goToPage(event: MouseEvent): void {
  event.preventDefault()
  document.getElementById('page')?.focus()
}

function focusFilter(): void {
  document.querySelector<HTMLInputElement>('[data-filter]')?.focus()
}
