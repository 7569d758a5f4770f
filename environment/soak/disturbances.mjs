// @ts-check

/**
 * What befalls a kernel between two cells, by name. Each returns when it is over; a walk goes on with the next cell, which is
 * judged as ever.
 * @type {Record<string, (kernel: import('./kernel.mjs').Kernel) => Promise<void>>}
 */
export const disturbances = {
  restart: (kernel) => kernel.restart(),
}
