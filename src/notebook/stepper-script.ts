/**
 * What a stepper does in the page: plain JavaScript that makes the controls of the card in which it stands, so that without
 * scripts there are none. It is called with the pieces and the places of `Frames`; the sentences it takes from the card's list.
 * All keys stay in the card: JupyterLab would move to another cell.
 */
export const stepperScript = `(function (pieces, frames) {
  var card = document.currentScript.closest('figure');
  var texts = Array.prototype.map.call(card.querySelectorAll('ol.steps > li'), function (li) { return li.textContent; });
  var last = frames.length - 1, at = 0, timer = 0;
  function make(name, attributes, parent) {
    var made = document.createElement(name);
    for (var key in attributes) made.setAttribute(key, attributes[key]);
    return parent.appendChild(made);
  }
  function button(text, label, act) {
    var made = make('button', { type: 'button', 'aria-label': label, title: label }, controls);
    made.textContent = text;
    made.addEventListener('click', act);
    return made;
  }
  make('style', {}, card).textContent = CSS;
  card.classList.add('kgl-stepper');
  card.tabIndex = 0;
  card.setAttribute('role', 'group');
  card.setAttribute('data-lm-suppress-shortcuts', 'true');
  var player = document.createElement('div');
  player.className = 'player';
  card.insertBefore(player, card.querySelector('.keys'));
  var frame = make('div', { 'class': 'kgl-frame' }, player);
  var image = make('img', {}, frame);
  var said = make('p', { 'aria-live': 'polite', 'class': 'said' }, player);
  var controls = make('div', { 'class': 'controls' }, player);
  button('|\\u25c0', 'first step', function () { stop(); go(0); });
  button('\\u25c0', 'one step back', function () { stop(); go(at - 1); });
  var toggle = button('', 'play', function () { timer ? stop() : play(); });
  button('\\u25b6', 'one step on', function () { stop(); go(at + 1); });
  button('\\u25b6|', 'last step', function () { stop(); go(last); });
  var slider = make('input', { type: 'range', min: 1, max: last + 1, step: 1, 'aria-label': 'step' }, controls);
  slider.addEventListener('input', function () { stop(); go(slider.value - 1); });
  var count = make('span', {}, controls);
  function show() {
    var svg = '', next = 0;
    frames[at].forEach(function (place) {
      var from = place < 0 ? next : place;
      next = place < 0 ? next - place : place + 1;
      svg += pieces.slice(from, next).join('');
    });
    image.src = 'data:image/svg+xml,' + encodeURIComponent(svg);
    image.alt = texts[at];
    said.textContent = texts[at];
    slider.value = at + 1;
    slider.setAttribute('aria-valuetext', texts[at]);
    count.textContent = 'step ' + (at + 1) + ' of ' + (last + 1);
  }
  function go(to) {
    at = Math.min(Math.max(to, 0), last);
    show();
  }
  function label() {
    toggle.textContent = timer ? 'pause' : 'play';
    toggle.title = timer ? 'pause (space)' : 'play (space)';
    toggle.setAttribute('aria-label', timer ? 'pause' : 'play');
  }
  function stop() {
    clearTimeout(timer);
    timer = 0;
    label();
  }
  function later() {
    timer = setTimeout(function () {
      if (!card.isConnected || at === last) return stop();
      go(at + 1);
      if (at === last) stop(); else later();
    }, Math.max(1500, 45 * texts[at].length));
  }
  function play() {
    if (at === last) go(0);
    later();
    label();
  }
  var keys = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5 };
  card.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.key === 'Tab') return;
    event.stopPropagation();
    var onButton = /^(BUTTON|SUMMARY)$/.test(event.target.tagName);
    if (event.key === ' ' && !onButton) timer ? stop() : play();
    else if (event.key === 'Home') { stop(); go(0); }
    else if (event.key === 'End') { stop(); go(last); }
    else if (keys[event.key]) { stop(); go(at + keys[event.key]); }
    else return;
    event.preventDefault();
  });
  label();
  show();
})`

/** How the card looks while it is played; on paper the few pictures stand there that are there without scripts. */
export const stepperStyle = [
  '.kgl-stepper>.keys{display:none}',
  '.kgl-stepper .kgl-frame{overflow-x:auto}',
  '.kgl-stepper .kgl-frame img{display:block;width:100%;min-width:600px;height:auto;background:#ffffff}',
  '.kgl-stepper .said{margin:6px 0;min-height:2.9em;color:#1b1e23}',
  '.kgl-stepper .controls{display:flex;flex-wrap:wrap;align-items:center;gap:6px}',
  '.kgl-stepper button{min-width:40px;min-height:32px;padding:0 8px;font:inherit;color:#1b1e23;background:#eef1f5;border:1px solid #5b6472;border-radius:4px;cursor:pointer}',
  '.kgl-stepper button:hover{background:#dfe5ee}',
  '.kgl-stepper input{flex:1 1 160px;min-width:120px;accent-color:#24598f;color-scheme:light}',
  '.kgl-stepper:focus-visible{outline:3px solid #24598f;outline-offset:-3px}',
  '.kgl-stepper button:focus-visible,.kgl-stepper input:focus-visible{outline:3px solid #24598f;outline-offset:2px}',
  '@media print{.kgl-stepper>.keys{display:block}.kgl-stepper>.player{display:none}}',
].join('')
