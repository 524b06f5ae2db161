import type { TouchpointKey } from './company.ts';

/** What customers write about, in their own words, and what the desk answers. `{first}` and the like are filled in. */
export interface Trouble {
  touchpoint: TouchpointKey;
  kind: 'incident' | 'request' | 'question' | 'complaint' | 'compliment';
  subject: string;
  opening: string[];
  /** What the agent answers first; ends with what happens next. */
  answer: string[];
  /** What the customer writes in between, if he does. */
  followUp: string[];
  solution: string[];
  /** What the customer gained, in one line. */
  value: string;
  wish: string;
}

export const troubles: readonly Trouble[] = [
  {
    touchpoint: 'delivery',
    kind: 'incident',
    subject: 'Worktop arrived cracked',
    opening: [
      'The worktop came today, thank you, but there is a crack from the sink cut-out to the edge, as long as my hand. The fitter comes on Thursday at eight and I have nowhere to cook for the children until then. Please tell me honestly whether a new one can be here in time.',
      'Your driver was kind, but when I took the paper off there was a chip the size of a coin in the front edge. I ordered it for the birthday lunch on Sunday. What can be done?',
    ],
    answer: [
      'That is the last thing you need with the fitter booked. I have asked our stone yard for a new one and will tell you the day by tomorrow noon.',
      'I am sorry it came to you like this. I have your photos and ordered a new piece this morning. You will hear the delivery day from me tomorrow.',
    ],
    followUp: [
      'Two photos are attached. Will it be the same stone?',
      'Thank you for the quick answer. I am at home all day on Wednesday.',
    ],
    solution: [
      'The new top is cut and comes on Wednesday between one and four. Jonas drives it himself and unpacks it with you.',
    ],
    value: 'A whole worktop two days before the fitter came',
    wish: 'a kitchen to cook in by Easter',
  },
  {
    touchpoint: 'delivery',
    kind: 'complaint',
    subject: 'Nobody called on Monday',
    opening: [
      'I stayed in from two until five. Nobody came and nobody called. I took half a day off for this, for the second time.',
      'The van did not come yesterday and no one told me. I had to ring three times to learn that it is now next week.',
    ],
    answer: [
      'You took half a day off and we did not come and did not call. That was our promise and we broke it. The boards are on the van for Thursday at nine, and I call you on Wednesday at four to say it is loaded.',
    ],
    followUp: ['I will believe it when I see it.', 'Please do call. I do not want to sit at the window again.'],
    solution: ['The boards were with you at ten past nine. Thank you for letting us in a second time.'],
    value: 'Boards laid before the weekend, a call the evening before',
    wish: 'a day that is really the day',
  },
  {
    touchpoint: 'waiting',
    kind: 'question',
    subject: 'When will my order be ready?',
    opening: [
      'I ordered six weeks ago and have heard nothing since the confirmation. Is everything all right with it? I only need to know which week.',
      'Could you tell me where my order is? The builder asks me every day and I have no answer for him.',
    ],
    answer: [
      'Your frames are glued and go to the painter tomorrow. You will have the delivery day from me by Friday noon.',
    ],
    followUp: ['Good to know, thank you. Friday is fine.', 'Is there any chance of the week before?'],
    solution: ['Painted and packed: delivery is on the 14th between nine and eleven. I will write the day before.'],
    value: 'A named week, so the builder could plan',
    wish: 'to know which week',
  },
  {
    touchpoint: 'quote',
    kind: 'request',
    subject: 'Quote for lime plaster, damp gable',
    opening: [
      'The surveyor says breathable, the builder says cement. I would like someone to be sure. The gable is about eleven metres by four, rubble stone. Could you quote for the material and say who can do it?',
      'We are replacing eleven sills on a north wall. Which stone would you use outdoors, and what would it cost with delivery to Quay Lane?',
    ],
    answer: [
      'A damp gable wants lime; cement would lock the water in. You will have the quote with two layers and two names of plasterers by Tuesday half past four.',
    ],
    followUp: [
      'Thank you, that is the first clear sentence anybody said about this wall.',
      'Could you add the price for the corner beads?',
    ],
    solution: ['The quote is attached, with and without the beads, and both plasterers have time in May.'],
    value: 'A sure choice of material, and two people who can do it',
    wish: 'someone to be sure',
  },
  {
    touchpoint: 'booking',
    kind: 'request',
    subject: 'Oak boards: morning or afternoon?',
    opening: [
      'Either is grand, I only need to know which so I can tell my mother. She lets you in.',
      'Can the measuring visit be after four? I teach until half past three.',
    ],
    answer: ['The afternoon it is: Thursday between one and three. Dele writes when he leaves the yard.'],
    followUp: ['Perfect.', 'She will be there. The bell does not work, please knock.'],
    solution: ['Your boards are in the hall, and your mother has a receipt. It was a pleasure.'],
    value: 'A two-hour window, so nobody lost a day',
    wish: 'to know which half of the day',
  },
  {
    touchpoint: 'fitting',
    kind: 'incident',
    subject: 'Drawer rubs since the fitting',
    opening: [
      'The fitters were lovely, but the lowest drawer rubs on the left and the line above it is not straight. I do not want to force it.',
      'The hall floor has a board that moves when you step on it, right at the door. The rest is beautiful.',
    ],
    answer: [
      'It should glide and it will. Sol comes on Friday at nine, needs half an hour and brings the right runner.',
    ],
    followUp: ['Friday at nine is fine, thank you.', 'Could he ring before he comes?'],
    solution: ['The runner was bent in the box; it has a new one and the line is straight.'],
    value: 'A drawer that glides, at no cost, within the week',
    wish: 'a drawer that simply opens',
  },
  {
    touchpoint: 'invoice',
    kind: 'question',
    subject: 'Invoice shows a second delivery fee',
    opening: [
      'We agreed that the second delivery was on you after the first one came broken. The invoice has £64 for it. Could you look?',
      'I found the receipt, it was in the paint tin all along. Can I still send back the four spare door handles?',
    ],
    answer: ['You are right and the fee is off. You will see the £64 on your account by Wednesday.'],
    followUp: ['Thank you, that was quick.', 'The new invoice is fine.'],
    solution: ['The £64 left our bank this morning; the new invoice is attached.'],
    value: '£64 back, and an invoice that says what was agreed',
    wish: 'the price we agreed',
  },
  {
    touchpoint: 'advice',
    kind: 'question',
    subject: 'Limewash dries pinker than the card',
    opening: [
      'I painted the whole hall before I was sure. Now that it is dry it is pinker than the card. Is it the light, or did I do something wrong?',
      'Which oil do you use on oak when there are dogs? The last floor went grey in a year.',
    ],
    answer: [
      'North light does that to this tone; it is not your hand. Two samples with less red are in the post today and with you by three tomorrow.',
    ],
    followUp: [
      'The second sample is it! How much do I need for thirty square metres?',
      'Thank you. I will try it on the back of a door first.',
    ],
    solution: [
      'Five litres do thirty square metres twice. They are on Thursday’s van, and the first tin comes back to us.',
    ],
    value: 'The tone on the card, without painting a third time',
    wish: 'the colour I chose',
  },
  {
    touchpoint: 'fitting',
    kind: 'compliment',
    subject: 'Hall floor fitted',
    opening: [
      'They swept up after themselves, I have never seen that. My daughter danced on it before the oil was dry. Thank you all.',
      'She rang when she said she would, to the minute. I had the kettle on. Please tell her.',
    ],
    answer: ['I read this aloud this morning and Sol turned red. Thank you. We will ask after the oil in a month.'],
    followUp: ['Do!'],
    solution: ['It was a joy to do. The tin of oil in the cupboard is yours.'],
    value: 'A floor to dance on',
    wish: 'a floor for the family',
  },
  {
    touchpoint: 'booking',
    kind: 'request',
    subject: 'Trade account: second delivery address',
    opening: [
      'Could you add the workshop on Quay Lane as a second delivery address and send the invoices to accounts? The lads unload faster there.',
      'We need a named contact for three sites from next month. Who would that be?',
    ],
    answer: [
      'Added: you choose the address per order now. Dele is your name for all three sites, reachable until six.',
    ],
    followUp: ['Great, will try it with the next order.', 'Send me his number please.'],
    solution: ['His number is 0117 496 0142. The next order went to Quay Lane without a question.'],
    value: 'One contact and two addresses, no more calls from the gate',
    wish: 'deliveries that do not stop at the gate',
  },
];

export const goodWhys = [
  'She said the day and it was the day.',
  'Quick, clear and kind.',
  'I did not have to ask once.',
  'Told me the bad news before I found it.',
  'You fixed it without making me feel a nuisance.',
  'A person with a name, all the way.',
  'They rang the evening before, as they had said.',
  'My mother calls her “the nice one from the worktops”.',
  'No excuses, a new day, and it held.',
];
export const poorWhys = [
  'Waited in for nothing.',
  'Had to ask three times, and there was no answer to the first two.',
  'They promised Friday. It was not Friday.',
  'Nobody told me it was late.',
  'It arrived broken and I had to prove it.',
  'I told the same story to three people.',
  'Passed around between the yard and the office for a week.',
  'I waited two weeks for one sentence.',
];
export const middlingWhys = ['It got done in the end.', 'Fine, but slow.', 'Polite. A little vague about when.'];

export const goodWords = [
  'certain',
  'sure',
  'clear',
  'reliable',
  'kind',
  'quick',
  'certain',
  'safe',
  'honest',
  'certainty',
];
export const poorWords = ['waiting', 'vague', 'late', 'alone', 'tired', 'broken'];

/** What customers say they need, for the brief. */
export const briefs = [
  ['need', 'a kitchen to cook in by Easter'],
  ['need', 'floors that survive two dogs'],
  ['why', 'three children, one camp stove'],
  ['why', 'the house is sold in summer'],
  ['why-us', 'you named a day, others didn’t'],
  ['why-us', 'my neighbour sent me'],
  ['expects', 'bad news before I find it'],
  ['expects', 'one person who knows the case'],
  ['worries', 'that the fitter leaves for good'],
  ['worries', 'that it costs more in the end'],
  ['perfect-outcome', 'Easter lunch at our counter'],
  ['perfect-outcome', 'never thinking about the wall again'],
  ['will-keep', 'someone who answers in a sentence'],
  ['compared', 'cheaper next door, but nobody picks up'],
] as const;
