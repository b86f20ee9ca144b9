import { Failure } from '../../../foundation/base/index.ts'

export type Variables = Readonly<Record<string, string | undefined>>

/** The proxy that the environment names for a URL (`HTTPS_PROXY`, `NO_PROXY`, …); undefined where it is reached directly. */
export function proxyFor(url: URL, variables: Variables): URL | undefined {
  const text = setting(variables, `${url.protocol.slice(0, -1)}_proxy`) ?? setting(variables, 'all_proxy')
  if (text === undefined || isExcepted(url, setting(variables, 'no_proxy') ?? '')) return undefined
  const proxy = new URL(text.includes('://') ? text : `http://${text}`)
  if (proxy.protocol === 'http:' || proxy.protocol === 'https:') return proxy
  throw new Failure('unsupported', `A proxy that speaks ${proxy.protocol.slice(0, -1)} cannot be used.`, {
    hint: `Name an HTTP proxy in HTTPS_PROXY, or reach ${url.hostname} directly: NO_PROXY=${url.hostname}`,
  })
}

/** What a proxy wants to see of who asks. */
export function proxyHeaders(proxy: URL): Record<string, string> {
  if (proxy.username === '') return {}
  const login = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}` }
}

function setting(variables: Variables, name: string): string | undefined {
  return variables[name] || variables[name.toUpperCase()] || undefined
}

/** `*`, or names: each means itself and all below it, with a port only that port. */
function isExcepted(url: URL, exceptions: string): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return exceptions
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      const [, name = '', only] = /^\.?(.*?)(?::(\d+))?$/.exec(entry.replace(/^\*\./, ''))!
      const isNamed = name === '*' || url.hostname === name || url.hostname.endsWith(`.${name}`)
      return isNamed && (only === undefined || only === port)
    })
}
