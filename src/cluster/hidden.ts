/**
 * The same object, of which one value is left out wherever objects are printed, copied or written as JSON: outputs are
 * shared. It is read by its name.
 */
export function hidden<T extends object>(object: T, name: keyof T): T {
  return Object.defineProperty(object, name, { enumerable: false })
}
