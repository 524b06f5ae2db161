/** What people say out of manners around a request, in all languages at once. */

/** Something is asked for. */
export const asking =
  /\?|(?<!\p{L})(?:please|kindly|bitte|por favor|s'il vous|veuillez|let me know|let us know|could you|can you|könn(?:en|ten) sie|geben sie|quisiera|gostaria|je souhaite|i need|i would like|i'd like|ich möchte|ich brauche)(?!\p{L})/iu;
/** Said with these, waiting is no reproach. */
export const calm =
  /(?<!\p{L})(?:no (?:rush|hurry)|not urgent|take your time|whenever (?:you|it)|no worries|eilt nicht|nicht eilig|hat (?:aber |noch |das |ja )*zeit|keine eile|kein stress|lassen sie sich zeit|sin prisa|no corre prisa|pas urgent|rien ne presse|sem pressa|não é urgente)(?!\p{L})/iu;
