// German Unity Day by Art. 2(2) Einigungsvertrag; the others by the laws of all sixteen Länder alike. Reformation Day
// of 2017 by the law or decree of every Land that did not have it anyway.

export default {
  place: ['DE'],
  rename: {
    'National Holiday': 'German Unity Day',
    'Boxing Day': 'Second Day of Christmas',
  },
}
