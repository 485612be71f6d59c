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
export function openChild<Input, Output>(module: string): Promise<Child<Input, Output>> {
  return openProgram(CHILD, { words: [fileURLToPath(new URL(module, import.meta.url))], name: module })
}

export interface Program {
  /** What it is called where it fails. */
  name: string
  words?: readonly string[]
  /** The folder that it runs in. */
  cwd?: string
  answerWithinMs?: number
}

/** A program that says `ready`, and answers each message with `{ answer }`. */
export async function openProgram<Input, Output>(
  file: string,
  { name, words = [], cwd, answerWithinMs = ANSWER_WITHIN_MS }: Program,
): Promise<Child<Input, Output>> {
  const env = { ...process.env, NODE_ENV: 'production' }
  // What the bench itself prints is figures; what a program says of its work is none.
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const
  const running = fork(file, words, { env, cwd, execArgv: [], serialization: 'advanced', stdio: [...stdio] })

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
        reject(new Error(`${name} ended with ${code} and no answer.`))
      }
      const timer = setTimeout(() => {
        settle()
        running.kill('SIGKILL')
        reject(new Error(`${name} did not answer within ${answerWithinMs} ms.`))
      }, answerWithinMs)
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
