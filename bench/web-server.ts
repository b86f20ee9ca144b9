import { startWebServer } from '../services/web-server.ts'

/** A web server in a process of its own: its port. */
const [port] = process.argv.slice(2)
await startWebServer({ port: Number(port) })
