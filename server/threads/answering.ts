/** The other end of a thread: it answers questions until it is closed. */
import { parentPort, workerData } from 'node:worker_threads'
import { type ToldFault, toldFault } from './told-fault.ts'

export interface Question<Ask> {
  id: number
  ask: Ask | 'close'
}

export interface Reply {
  id: number
  value?: unknown
  fault?: ToldFault
}

/** Of the server that started this thread. */
export const databaseOfThread = (): string => (workerData as { database: string }).database

export function answerWith<Ask>(answer: (ask: Ask) => Promise<unknown>, close: () => Promise<void>): void {
  const reply = (word: Reply) => parentPort?.postMessage(word)
  parentPort?.on('message', ({ id, ask }: Question<Ask>) => {
    const answered = ask === 'close' ? close() : answer(ask as Ask)
    answered.then(
      (value) => reply({ id, value }),
      (error: unknown) => reply({ id, fault: toldFault(error) }),
    )
  })
}
