import { useEffect } from 'react'

/** What a key does, in words for the list of keys. Two letters are pressed one after the other: `g e`. */
export interface KeyDeed {
  readonly keys: string
  readonly what: string
  run(): void
}

const secondsBetween = 1000

/** Single keys act only outside of fields, and never together with Ctrl, Alt or ⌘. */
export function useKeys(deeds: readonly KeyDeed[]): void {
  useEffect(() => {
    let first = ''
    let at = 0
    const press = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      const isSecond = first !== '' && Date.now() - at < secondsBetween
      const typed = isSecond ? `${first} ${event.key}` : event.key
      const deed = deeds.find(({ keys }) => keys === typed)
      first = !isSecond && deeds.some(({ keys }) => keys.startsWith(`${event.key} `)) ? event.key : ''
      at = Date.now()
      if (!deed) return
      event.preventDefault()
      deed.run()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [deeds])
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement && target.type === 'checkbox') return false
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
