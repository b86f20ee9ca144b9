/** Up and down, from one row's button to the next. */
export function moveRow(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
  const focused = document.activeElement?.closest('tr')
  if (step === undefined || !focused || document.activeElement?.tagName === 'INPUT') return
  const next = step > 0 ? focused.nextElementSibling : focused.previousElementSibling
  const button = next?.querySelector<HTMLButtonElement>('button[data-row]')
  if (!button) return
  event.preventDefault()
  event.stopPropagation()
  button.focus()
}
