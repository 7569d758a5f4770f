'use strict'

/**
 * Offers globalThis[Symbol.for('kafka-groups-lab.display')] = (bundle, { id, update, metadata }) => void.
 *
 * The bundle maps mime types to their content (text, or an object for JSON types) and is sent as one message, of
 * which the front end shows the richest type it knows. With an id it can be replaced later by `update: true`.
 * It belongs to the cell that was started last. Content that JSON cannot say throws.
 *
 * @param load a require function of tslab's own dist folder
 */
function offerDisplay(load) {
  const jupyter = load('./jupyter')
  globalThis[Symbol.for('kafka-groups-lab.display')] = (
    bundle,
    { id, update = false, metadata = {} } = {},
  ) => {
    if (update && id === undefined) {
      throw new Error(
        'Cannot update a display: { update: true } needs the id of the display to replace, and no id was given. Pass the id that it was first shown with.',
      )
    }
    const transient = id === undefined ? {} : { display_id: id }
    jupyter.lastWriteDisplayData({ data: bundle, metadata, transient }, update)
  }
}

module.exports = { offerDisplay }
