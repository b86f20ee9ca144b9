import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import names from './command-text.module.css'

/** A command of the terminal, with a button that copies it. */
export function CommandText({ command }: { readonly command: string }) {
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(command)
    setCopied(true)
    setTimeout(() => setCopied(false), 1500)
  }
  return (
    <span className={names['command']}>
      <code>
        <span aria-hidden="true" className={names['prompt']}>
          ${' '}
        </span>
        {command}
      </code>
      <button type="button" onClick={() => void copy()} aria-label={`Copy the command ${command}`} title="Copy">
        {isCopied ? <Check size={13} aria-hidden="true" /> : <Copy size={13} aria-hidden="true" />}
      </button>
    </span>
  )
}
