import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { closing, type ListenerClosed } from './close-listener.ts'

async function listening(
  answerAfterMs: number,
): Promise<{ close: (withinMs: number) => Promise<ListenerClosed>; port: number }> {
  const server = createServer((_, response) => void setTimeout(() => response.end('whole'), answerAfterMs))
  const close = closing(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { close, port: (server.address() as { port: number }).port }
}

/** Everything that comes, and how it ends. */
async function ask(port: number, afterMs = 0): Promise<{ socket: Socket; ended: Promise<string> }> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk
  })
  const ended = new Promise<string>((resolve) => {
    socket.on('error', (error) => resolve(`${text} ${error.message}`))
    socket.on('close', () => resolve(text))
  })
  setTimeout(() => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'), afterMs)
  return { socket, ended }
}

describe('a listener that is closed', () => {
  it('answers what runs, and what comes on a connection that was idle in that moment', async () => {
    const { close, port } = await listening(100)
    const running = await ask(port)
    // Sent after the close began: an idle connection must not be closed under it.
    const idle = await ask(port, 80)
    await new Promise((resolve) => setTimeout(resolve, 40))
    const closed = close(5_000)
    expect(await running.ended).toContain('whole')
    expect(await idle.ended).toContain('whole')
    expect(await closed).toEqual({ cut: false })
    await expect(once(connect(port, '127.0.0.1'), 'connect')).rejects.toThrow('ECONNREFUSED')
  })

  it('ends connections that nobody uses, well before they would end by themselves', async () => {
    const { close, port } = await listening(0)
    const { ended } = await ask(port, 60_000)
    const began = performance.now()
    expect(await close(5_000)).toEqual({ cut: false })
    expect(await ended).toBe('')
    expect(performance.now() - began).toBeLessThan(4_000)
  })

  it('cuts off what takes longer than there is time', async () => {
    const { close, port } = await listening(60_000)
    const { ended } = await ask(port)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await close(400)).toEqual({ cut: true })
    expect(await ended).not.toContain('whole')
  })
})
