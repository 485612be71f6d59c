// Another process for one TypeScript module: calls its `run(input)` for each message, and sends back what it answers.
import { runnerImport } from 'vite'

const { module } = await runnerImport(process.argv[2], { logLevel: 'error' })
process.on('message', async (input) => process.send({ answer: await module.run(input) }))
process.on('disconnect', () => process.exit(0))
process.send('ready')
