/** Most keys are made of these alone, and there is one in each request. */
const isPlain = /^[\w.~/-]*$/

/** As signatures want it: every byte but letters, digits and `-_.~` in per cent; slashes part the key. */
export function encodedKey(key: string): string {
  return isPlain.test(key) ? key : key.split('/').map(encodedText).join('/')
}

/** The same of one part of a URL. */
export function encodedText(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
