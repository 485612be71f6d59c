// Types and style, side by side: neither needs the other, and each leaves a core idle.
import { spawn } from 'node:child_process'

const run = (script) =>
  new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', script], { stdio: 'inherit', shell: process.platform === 'win32' })
    child.on('exit', (code) => resolve(code ?? 1))
  })

const codes = await Promise.all(['types', 'lint'].map(run))
process.exit(Math.max(...codes))
