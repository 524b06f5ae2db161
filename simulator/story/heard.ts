/** What colleagues heard on the way, at a door or on a ladder; and what strangers wrote elsewhere. */
export const heardWords = {
  delivery: {
    won: [
      'You are the first who came when he said.',
      'He carried it up the stairs and took the paper along.',
      'Whole, at ten past nine. I had already cleared the table.',
      'She rang the evening before. I did not have to sit at the window.',
    ],
    lost: [
      'I was told morning. It is three.',
      'Again a corner gone. That is the second one.',
      'Nobody rang. I promised my boss I would be in by noon.',
      'The last driver left it in the rain.',
    ],
  },
  fitting: {
    won: [
      'They swept the stairs as well. Nobody does that.',
      'He asked where the dog sleeps before he unpacked.',
      'Straight as a ruler, look at that line.',
    ],
    lost: [
      'I said the wall is not straight, and I said it again, and nobody wrote it down.',
      'They left for lunch and came back at four.',
    ],
  },
} as const;

export const reviews = [
  {
    day: 14,
    source: 'Google',
    rating: 5,
    author: 'Gwen H.',
    words: 'They said Thursday between one and three. It was ten to two.',
  },
  {
    day: 41,
    source: 'Google',
    rating: 4,
    author: 'R. Lopez',
    words: 'Lovely oak, patient advice. The quote took a day longer than said.',
  },
  {
    day: 58,
    source: 'Trustpilot',
    rating: 2,
    author: 'Kitchen in pieces',
    words: 'Second worktop with a broken corner. They are kind about it, but I still cook on the floor.',
  },
  {
    day: 73,
    source: 'Trustpilot',
    rating: 1,
    author: 'D. Nash',
    words: 'Waited in twice, and nobody called back. They promised a Friday that never came.',
  },
  {
    day: 96,
    source: 'Google',
    rating: 3,
    author: 'Hugh',
    words: 'Good people, bad crates. The third piece was whole.',
  },
  {
    day: 119,
    source: 'Google',
    rating: 5,
    author: 'Mirela',
    words: 'Rang me with bad news before I noticed it. I have never had that from a shop.',
  },
  {
    day: 133,
    source: 'Trustpilot',
    rating: 5,
    author: 'Old wall, new plaster',
    words: 'The first who could tell me why the gable is damp. It is dry now.',
  },
  {
    day: 151,
    source: 'Google',
    rating: 4,
    author: 'T. and S. Webb',
    words: 'Floor laid in two days and swept. A line about the oil would have been nice.',
  },
  {
    day: 168,
    source: 'Google',
    rating: 5,
    author: 'Anneke',
    words: 'One person from the first mail to the last screw. She knew my name and my wall.',
  },
] as const;

/** What customers need, as the company says it after half a year of listening; by words that stand in what they said. */
export const needs = [
  { statement: 'A day that is really the day', importance: 5, words: ['day', 'week'] },
  { statement: 'To hear bad news before finding it', importance: 4, words: ['bad news', 'late'] },
  {
    statement: 'A home that works again by the date that matters',
    importance: 5,
    words: ['kitchen', 'drawer', 'floor'],
  },
  { statement: 'Somebody who is sure about the material', importance: 3, words: ['sure', 'colour', 'wall'] },
  { statement: 'The price that was agreed', importance: 4, words: ['price', 'costs', 'cheaper'] },
  { statement: 'One person who knows the case', importance: 3, words: ['person', 'sentence'] },
] as const;

/** What is said in the morning, of a colleague, and of a win. */
export const thanks = [
  [
    'You rang with the bad news before they found it.',
    'Two hours’ window, kept to the minute. Three customers said so.',
    'You wrote “Thursday at nine” where I would have written “soon”.',
  ],
  [
    'You asked her what “done” looks like before you ordered anything.',
    'You had read the brief. She did not have to say it twice.',
  ],
  [
    'You gave back the fee before he had to ask.',
    'It was not your case and you brought it home.',
    'You stayed on the line until the driver had found the gate.',
  ],
  [
    'First the birthday, then the worktop: that is how one answers.',
    'No “unfortunately”, no “as per”. A person wrote to a person.',
  ],
  [
    'You wrote the oil down, and nobody asked me about dogs since.',
    'You opened the problem instead of mending it a sixth time.',
  ],
] as const;

export const wonBy = [
  'Named the day, kept it, and said so before they asked.',
  'Rang with the bad news in the morning, with a new day in the same breath.',
  'Found a second piece in the yard and drove it over at lunch.',
  'Asked what it was for, and sent two samples instead of an apology.',
  'Took the fee off before the invoice left the house.',
  'Stayed with it through three colleagues, one name for the customer.',
] as const;

export const huddleNotes = [
  'Say the day in the first line of the answer.',
  'The yard is short of oak until Tuesday: no day before Friday.',
  'Two asked about the crates again: ring the evening before.',
  'Read the “worries” line before you quote. It helped twice this week.',
  'Jonas takes the long ladder on Thursday; tell the Webbs.',
] as const;
