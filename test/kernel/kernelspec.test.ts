import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startKernel } from './session.js'

const file = '.venv/share/jupyter/kernels/tslab/kernel.json'

test('the kernel starts as VS Code starts it: from the folder of the notebook, with the connection file filled in and nothing else', async () => {
  const { argv, language } = JSON.parse(readFileSync(file, 'utf8')) as { argv: string[]; language: string }
  expect([language, argv.filter((part) => part.includes('{'))]).toEqual(['typescript', ['{connection_file}']])
  const kernel = await startKernel({ argv, cwd: 'notebooks' })
  try {
    const { text, error } = await kernel.execute(
      "import { atLeast } from './src/index'\natLeast(1).meets(2)",
      {
        timeoutMs: 60_000,
      },
    )
    expect({ text, error }).toEqual({ text: 'true\n', error: null })
  } finally {
    await kernel.stop()
  }
})
