/** The tern. */
export function Bird() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" fill="currentColor" aria-hidden="true">
      <path d="M1 5.5c3.6-.3 6 1 7.6 3.2C11 6.2 14.6 4.4 19 4.6c-2.9.8-4.6 2-5.7 3.6 1.5.2 3 .8 4.5 2-2.4-.5-4.5-.4-6.2.5-.8 2-2.6 3.6-5.3 4.3.9-1.1 1.4-2.1 1.5-3.2C6.6 9 4.4 6.8 1 5.500z" />
    </svg>
  )
}
