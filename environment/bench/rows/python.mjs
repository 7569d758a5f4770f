// @ts-check
// What two groups are to each other, proved in this lab and proved in Python.
import fs from 'node:fs'
import { inLab, inProject } from '../../setup/project.mjs'
import { pythonEnvironment } from '../../setup/python-environment.mjs'
import { readLesson } from '../../soak/lesson.mjs'
import { newKernel, runCell } from '../kernels.mjs'
import { startLeashed } from '../leashed.mjs'
import { timed } from '../measure.mjs'
import { formatted, startPlain } from '../plain-kafka.mjs'
import { benchPython } from '../python.mjs'
import { proofOf } from '../two-groups.mjs'

/** @type {import('../measure.mjs').Row[]} */
export const pythonRows = [
  {
    name: 'python',
    what: "lesson 02 up to its reset, with all claims and pictures, from the kernel's start",
    against:
      'the same steps by aiokafka and matplotlib on a broker with its defaults, from the start of both programs',
    unit: 'ms',
    target: { ratio: { atMost: 0.2 } },
    repetitions: 3,
    warmUps: 0,
    async ours(kit) {
      const proof = proofOf(readLesson('02-two-groups').cells)
      const kernel = await newKernel(kit)
      const took = await timed(async () => {
        for (const { source } of proof) await runCell(kernel, source)
      })
      return kernel.startMs() + took
    },
    async reference(kit) {
      const [python, place] = [await benchPython(), await formatted(kit.surroundings)]
      const pictures = inLab('bench', `pictures-${process.pid}`)
      fs.mkdirSync(pictures, { recursive: true })
      kit.atEnd(() => fs.rmSync(pictures, { recursive: true, force: true }))
      const script = inProject('environment', 'bench', 'python', 'two_groups.py')
      const env = { ...pythonEnvironment(), MPLCONFIGDIR: inLab('bench', 'matplotlib') }
      return timed(async () => {
        const plain = startPlain(kit.surroundings, place)
        kit.atEnd(plain.end)
        const proof = startLeashed('two_groups.py', python, [script, plain.address, pictures], env)
        kit.atEnd(proof.end)
        await proof.said(/^proved$/m)
      })
    },
  },
]
