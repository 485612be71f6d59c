// Builds server and app, where their sources are newer, for a machine that only runs them.
import { ensureBuilt } from './lotline.mjs'

await ensureBuilt('server')
await ensureBuilt('app')
