// Before a page is printed, what is folded is unfolded; afterwards it is folded again. Long tables of numbers stay folded: on
// paper they would bury the lesson.
addEventListener('beforeprint', () => {
  for (const fold of document.querySelectorAll('main details:not([open], .contents, .long)')) {
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
