// The built server without the command line's build step, so that a traced process does nothing but serve.
const root = new URL('../../..', import.meta.url).pathname
const { main } = await import(`${root}/dist/server/main.js`)
process.exitCode = await main(['serve'], root)
