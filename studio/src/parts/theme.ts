export type Theme = 'light' | 'dark'

const key = 'sterna-theme'

/** The theme that was chosen here, or else the system's. */
export function currentTheme(): Theme {
  const chosen = chosenTheme()
  return chosen ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
}

export function applyChosenTheme(): void {
  const chosen = chosenTheme()
  if (chosen) document.documentElement.dataset['theme'] = chosen
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(key, theme)
  document.documentElement.dataset['theme'] = theme
}

/** Calls `redraw` whenever pages turn light or dark, by choice or with the system. Returns what ends it. */
export function whenThemeTurns(redraw: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const choice = new MutationObserver(redraw)
  system.addEventListener('change', redraw)
  choice.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => {
    system.removeEventListener('change', redraw)
    choice.disconnect()
  }
}

function chosenTheme(): Theme | undefined {
  const chosen = localStorage.getItem(key)
  return chosen === 'light' || chosen === 'dark' ? chosen : undefined
}
