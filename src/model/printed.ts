/**
 * Gives a result its one-line print form and returns it: what a cell shows whose last expression it is,
 * and what `console.log` and `util.inspect` write.
 *
 *     printed({ sent: 10 }, () => '10 messages sent')
 *
 * `line` is asked each time the value is printed; `this` is the value, so that one function can serve tens of thousands.
 * The form hangs on a property that is not enumerable, so that deep equality, JSON and spread see the value as it was; a
 * spread copy prints in Node's usual way.
 * Throws a TypeError when `value` is frozen: freeze afterwards.
 * Source: Node.js documentation, util.inspect.custom.
 */
export function printed<T extends object>(value: T, line: (this: T) => string): T {
  return Object.defineProperty(value, Symbol.for('nodejs.util.inspect.custom'), {
    value: line,
    enumerable: false,
    configurable: true,
  })
}
