export const hookNames = ['post-checkout', 'pre-commit', 'pre-push'] as const

export type HookName = (typeof hookNames)[number]

/** The text of a hook: DVC's, but for the program it calls. */
export function renderHook(name: HookName, shell: string): string {
  return `#!${shell}\nexec sterna git-hook ${name} $@\n`
}

/** Whose hook a text is. One that has more in it than we or DVC write is somebody else's. */
export function hookOwner(text: string, name: HookName): 'dvc' | 'sterna' | 'other' {
  const [, owner] = text.match(new RegExp(`^#!.*\\n(?:exec )?(dvc|sterna) git-hook ${name} \\$@\\n?$`)) ?? []
  return owner === 'dvc' || owner === 'sterna' ? owner : 'other'
}
