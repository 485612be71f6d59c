/** Something read from the server, that has no answer without it. */
import { useCallback, useEffect, useState } from 'react'
import { useFloor } from './floor.ts'

export interface Answer<Body> {
  body: Body | null
  /** One sentence; null while all is well. */
  problem: string | null
  again(): void
}

export function useAnswer<Body>(path: string): Answer<Body> {
  const { ask } = useFloor()
  const [body, setBody] = useState<Body | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn asks once more
  useEffect(() => {
    let left = false
    ask<Body>('GET', path).then(
      (answer) => {
        if (left) return
        setBody(answer)
        setProblem(null)
      },
      (error: Error) => !left && setProblem(error.message),
    )
    return () => {
      left = true
    }
  }, [path, turn])
  return { body, problem, again: useCallback(() => setTurn((before) => before + 1), []) }
}
