// @ts-check
// From a kernel's start to its first picture. What has no reference here is compared with what was recorded last.
import { readLesson } from '../../soak/lesson.mjs'
import { newKernel, readingMs, readyKernel, runCell } from '../kernels.mjs'

const [{ source: opening = '' } = {}] = readLesson('02-two-groups').cells

const producing = `await lab.provision([{ topic: 'first', partitions: 1 }])
await lab.produce('first', { value: 1 })`

/** A cell that no kernel has converted before: it has a number of its own. */
const unknown = (/** @type {string} */ code) => `${code}\n// ${process.pid} ${performance.now()}`

const picture = () =>
  unknown(`${opening}
${producing}
await show(charts.offsets(await lab.observe()))`)

/** Switches off what a kernel does for Kafka before a cell asks for it. */
const alone = { LAB_AHEAD: '0' }

const ready = `a ready kernel (it has replied, and ${readingMs / 1000} s have passed, as with a reader who reads the first lines)`

const common = /** @type {const} */ ({ unit: 'ms', repetitions: 5 })
const beside = /** @type {const} */ ({
  against: 'a kernel that starts no broker before it is asked to',
  target: { ratio: { atMost: 1.15 } },
})

/** @type {import('../measure.mjs').Row[]} */
export const kernelRows = [
  {
    name: 'kernel-start',
    what: 'a kernel, from its start to its first reply (kernel_info); it starts its broker when it is idle after that',
    ...common,
    repetitions: 21, // each is short, and they differ by as much as they last
    ...beside,
    ours: async (kit) => (await newKernel(kit)).startMs(),
    reference: async (kit) => (await newKernel(kit, alone)).startMs(),
  },
  {
    name: 'kernel-cell',
    what: 'the same, and a first cell `1` that is new to it, sent as soon as the kernel has replied, to its reply',
    ...common,
    ...beside,
    ours: async (kit) => firstCell(await newKernel(kit)),
    reference: async (kit) => firstCell(await newKernel(kit, alone)),
  },
  {
    name: 'open-lab',
    what: `the first cell of lesson 02 (import, openLab), which set-up has had compiled, in ${ready}, to its reply`,
    ...common,
    target: { value: { atMost: 300 } },
    ours: async (kit) => (await runCell(await readyKernel(kit), opening)).ms,
  },
  {
    name: 'next-cell',
    what: 'a cell after it that no kernel has had compiled before, which makes a topic and produces a message, to its reply',
    ...common,
    target: {},
    async ours(kit) {
      const kernel = await readyKernel(kit)
      await runCell(kernel, opening)
      return (await runCell(kernel, unknown(producing))).ms
    },
  },
  {
    name: 'first-picture',
    what: 'one cell as new, which opens the lab, provisions, produces, observes and shows a chart, in a kernel as ready as that, until the picture arrives',
    ...common,
    target: { value: { atMost: 1500 } },
    ours: async (kit) => pictureOf(await runCell(await readyKernel(kit), picture())),
  },
  {
    name: 'fresh-kernel',
    what: "a kernel's start to its first reply, and such a cell, sent at once, until the picture arrives",
    ...common,
    target: {},
    async ours(kit) {
      const kernel = await newKernel(kit)
      return kernel.startMs() + pictureOf(await runCell(kernel, picture()))
    },
  },
  {
    name: 'first-share',
    what: "lesson 11's first cell with a share group, after the cells before it: starts the Java process of its members, joins, acquires, acknowledges, asks for the lag",
    ...common,
    target: {},
    async ours(kit) {
      const kernel = await readyKernel(kit)
      for (const { source } of readLesson('11-queues').cells) {
        const { ms } = await runCell(kernel, source)
        if (source.includes('joinShare(')) return ms
      }
      throw new Error('Wanted a cell of lesson 11 that joins a share group, found none.')
    },
  },
]

/** @param {import('../kernels.mjs').Kernel} kernel */
async function firstCell(kernel) {
  return kernel.startMs() + (await runCell(kernel, unknown('1'))).ms
}

/** @param {import('../../soak/kernel.mjs').TimedRun} run */
function pictureOf({ pictureMs }) {
  if (pictureMs === null)
    throw new Error('The cell that is measured until its picture arrives has shown none.')
  return pictureMs
}
