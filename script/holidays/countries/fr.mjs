// Code du travail, art. L3133-1. Whit Monday is one of them still: the journée de solidarité (art. L3133-7 to -12; law
// 2008-351) may be worked on any day.

export default {
  place: ['FR'],
  rename: {
    Assumption: 'Assumption Day',
  },
}
