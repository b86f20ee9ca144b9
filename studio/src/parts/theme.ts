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

function chosenTheme(): Theme | undefined {
  const chosen = localStorage.getItem(key)
  return chosen === 'light' || chosen === 'dark' ? chosen : undefined
}
