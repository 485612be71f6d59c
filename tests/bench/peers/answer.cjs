// A peer's side of the talk with the bench: each message is a job, and what the job gives is the answer.
// A bench tells nobody that it runs. Read where the packages are loaded, so this file is loaded before them.
process.env.VENDURE_DISABLE_TELEMETRY = 'true'
process.env.MEDUSA_DISABLE_TELEMETRY = 'true'

exports.answer = (jobs) => {
  process.on('message', async ({ job, ...input }) => process.send({ answer: await jobs[job](input) }))
  process.on('disconnect', () => process.exit(0))
  process.send('ready')
}
