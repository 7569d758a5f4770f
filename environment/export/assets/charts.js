// Puts a live Vega-Lite chart in the place of each picture that has a specification. Where anything is missing or fails, the
// picture stays: it says the same.
for (const script of document.querySelectorAll('script.vega-lite')) draw(script)

async function draw(script) {
  const frame = script.parentElement.querySelector('.frame')
  const picture = frame.querySelector('img')
  // Made smaller, a chart would look for the pointer in the wrong place.
  if (picture.clientWidth < Number(picture.getAttribute('width'))) return
  const place = document.createElement('div')
  place.className = 'live'
  place.setAttribute('role', 'img')
  place.setAttribute('aria-label', picture.alt)
  const drawing = place.appendChild(document.createElement('div'))
  // The whole has its description; Vega's marks have none of their own.
  drawing.setAttribute('aria-hidden', 'true')
  try {
    const { spec } = vegaLite.compile(JSON.parse(script.textContent))
    const view = new vega.View(vega.parse(spec), { renderer: 'svg', hover: true })
    view.tooltip(tip(place)).logLevel(vega.Error)
    // Vega empties what it draws into.
    await view.initialize(drawing).runAsync()
    frame.replaceWith(place)
  } catch (problem) {
    console.warn(`The picture stays as it is: ${problem.message}`)
  }
}

/** Shows a mark's values beside the pointer, as text and nothing else. */
function tip(place) {
  const box = place.appendChild(document.createElement('div'))
  box.className = 'tip'
  box.hidden = true
  return (_, event, __, value) => {
    box.hidden = value === null || value === undefined || value === ''
    if (box.hidden) return
    const rows = typeof value === 'object' ? Object.entries(value) : [['', value]]
    box.replaceChildren(...rows.map(([name, text]) => line(name, text)))
    const at = place.getBoundingClientRect()
    const left = Math.min(event.clientX - at.left + 12, place.clientWidth - box.offsetWidth)
    box.style.left = `${Math.max(0, left)}px`
    box.style.top = `${event.clientY - at.top + 16}px`
  }
}

function line(name, text) {
  const row = document.createElement('div')
  const label = row.appendChild(document.createElement('span'))
  label.textContent = name
  row.append(String(text))
  return row
}
