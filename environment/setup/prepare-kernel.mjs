// @ts-check
import { spawn } from 'node:child_process'
import { inProject, root } from './project.mjs'
import { withoutSecrets } from './without-secrets.mjs'

/**
 * Has those cells of the notebooks compiled in the background that are not known, with what they import: all of them in a fresh
 * clone, which takes some twenty seconds, and after an edit of src. Should it fail, kernels compile what they come to.
 */
export function prepareKernel() {
  const options = /** @type {const} */ ({
    cwd: root,
    detached: true,
    stdio: 'ignore',
    env: withoutSecrets(process.env),
  })
  const preparing = spawn(process.execPath, [inProject('environment', 'kernel', 'prepare.cjs')], options)
  preparing.unref()
  return preparing
}
