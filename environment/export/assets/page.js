// Before a page is printed, everything that is folded is unfolded; afterwards it is folded again.
addEventListener('beforeprint', () => {
  for (const fold of document.querySelectorAll('main details:not([open]):not(.contents)')) {
    fold.open = true
    fold.dataset.printed = ''
  }
})
addEventListener('afterprint', () => {
  for (const fold of document.querySelectorAll('details[data-printed]')) {
    fold.open = false
    delete fold.dataset.printed
  }
})
