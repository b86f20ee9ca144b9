/** What every answer tells browsers not to do with it. Nothing is loaded from elsewhere, and no text becomes code. */
export function securityHeaders(path: string): Readonly<Record<string, string>> {
  const isAnswer = path === '/api' || path.startsWith('/api/')
  return { ...always, 'content-security-policy': (isAnswer ? policyOfAnswers : policyOfPages).join('; ') }
}

const nowhere = ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]

/** A page loads its own files, and nothing else. */
export const ownFilesOnly = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
]

const policyOfPages = [...ownFilesOnly, "manifest-src 'self'", ...nowhere]

/** What a project has in it, such as an SVG with a script, may be opened as a page, and is none. */
const policyOfAnswers = ["default-src 'none'", 'sandbox', ...nowhere]

const always = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}
