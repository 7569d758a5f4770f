// @ts-check
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { inLab, inProject, root } from './project.mjs'
import { withoutSecrets } from './without-secrets.mjs'

/**
 * Has the cells of all notebooks compiled in the background, with what they import, when no kernel of this clone has done so
 * yet; it takes some twenty seconds. Should it fail, kernels compile what they come to.
 */
export function prepareKernel() {
  if (fs.existsSync(inLab('cells'))) return
  const options = /** @type {const} */ ({
    cwd: root,
    detached: true,
    stdio: 'ignore',
    env: withoutSecrets(process.env),
  })
  spawn(process.execPath, [inProject('environment', 'kernel', 'prepare.cjs')], options).unref()
}
