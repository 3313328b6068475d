// Law of 4 January 1974 on public holidays, art. 4, and royal decree of 18 April 1974, art. 1. The day that replaces
// one on a Sunday (art. 6 and following of the law) is each trade's or employer's own.

export default {
  place: ['BE'],
  rename: {
    'National Holiday': 'Belgian National Day',
    Assumption: 'Assumption Day',
  },
}
