/** A module of the bench in another process: a load generator must not share the event loop with what it loads. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const CHILD = fileURLToPath(new URL('./child.mjs', import.meta.url))
const ANSWER_WITHIN_MS = 90_000

export interface Child<Input, Output> {
  /** One at a time. */
  call(input: Input): Promise<Output>
  close(): void
}

/** `module` is beside this file and exports `run(input)`; input and output are plain data. */
export async function openChild<Input, Output>(module: string): Promise<Child<Input, Output>> {
  const path = fileURLToPath(new URL(module, import.meta.url))
  const env = { ...process.env, NODE_ENV: 'production' }
  const running = fork(CHILD, [path], { env, execArgv: [], serialization: 'advanced' })

  const nextMessage = () =>
    new Promise<unknown>((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer)
        running.off('message', onMessage)
        running.off('exit', onExit)
      }
      const onMessage = (message: unknown) => {
        settle()
        resolve(message)
      }
      const onExit = (code: number | null) => {
        settle()
        reject(new Error(`${module} ended with ${code} and no answer.`))
      }
      const timer = setTimeout(() => {
        settle()
        running.kill('SIGKILL')
        reject(new Error(`${module} did not answer within ${ANSWER_WITHIN_MS} ms.`))
      }, ANSWER_WITHIN_MS)
      running.once('message', onMessage)
      running.once('exit', onExit)
    })

  await nextMessage()
  return {
    async call(input) {
      const answered = nextMessage()
      running.send(input as object)
      return ((await answered) as { answer: Output }).answer
    },
    close() {
      running.kill()
    },
  }
}
