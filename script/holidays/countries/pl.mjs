// Law of 18 January 1951 on days free from work, art. 1; Epiphany from 2011 by the law of 24 September 2010, Christmas
// Eve from 2025 by that of 6 December 2024 (Dz.U. 2024 poz. 1965).

export default {
  place: ['PL'],
  rename: {
    'Labour Day': 'May Day',
    Pentecost: 'Whit Sunday',
    Assumption: 'Assumption Day',
    'Boxing Day': 'Second Day of Christmas',
  },
  changes: [
    {day: '2018-11-12', add: 'National Holiday of the Centenary of Independence', why: 'law of 7 November 2018'},
  ],
}
