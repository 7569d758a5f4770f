import { expect, test } from 'vitest'
import { startKernel } from './session.js'

test('the kernel says which TypeScript it has; stock names one that it has not', async () => {
  const [stock, kernel] = await Promise.all([startKernel({ launcher: false }), startKernel()])
  try {
    const language = { name: 'typescript', mimetype: 'text/typescript', file_extension: '.ts' }
    expect(await stock.information()).toMatchObject({ language_info: { ...language, version: '3.7.2' } })
    expect(await kernel.information()).toMatchObject({
      status: 'ok',
      banner: `Kafka Groups Lab: TypeScript 5.0.4 on Node.js ${process.versions.node}. Begin with await openLab().`,
      language_info: { ...language, version: '5.0.4' },
    })
  } finally {
    await Promise.all([stock.stop(), kernel.stop()])
  }
})
