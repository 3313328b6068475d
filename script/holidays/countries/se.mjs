// Lag (1989:253) om allmänna helgdagar, as of lag 2004:1320: the National Day in, Whit Monday out.

export default {
  place: ['SE'],
  rename: {
    Pentecost: 'Whit Sunday',
    'Labour Day': 'May Day',
    'Boxing Day': 'Second Day of Christmas',
  },
}
