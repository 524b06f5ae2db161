/** Names of customers, from the places such a company serves. Any likeness is chance. */
export const firstNames =
  'Aoife Amara Ada Agnes Ahmed Aileen Alan Albert Alice Amina Andrew Angus Anika Ann Anton Arjun Asha Audrey Beatrice Ben Bernard Bianca Bridget Caleb Camille Carlos Carmen Catrin Cecilia Chidi Clara Colin Connor Dafydd Daisy Daniel Deborah Declan Diana Dilys Dorothy Edith Eilidh Elena Elias Emeka Emma Erik Esther Ewan Farah Felix Fiona Frances Frank Gareth George Gita Grace Greta Gwen Hana Hanne Harriet Hassan Heather Helen Henry Hilda Hugh Ian Ida Imogen Ines Isaac Isla Ivan Jacob James Jane Jasmine Joan Joel John Josephine Joyce Judith Julia Karen Kate Keir Kerstin Kwame Laila Lars Laura Leon Lily Linda Liam Louise Lucas Luis Mabel Magda Malik Margaret Maria Mark Martha Maya Megan Michael Mira Mohammed Moira Nadia Naomi Neil Niall Nina Noor Nora Oliver Olga Omar Owen Patrick Paula Petra Piet Priya Quentin Rachel Rafael Ravi Rebecca Renate Rhona Richard Robert Rosa Ruth Sadie Sally Sam Sandra Sean Selma Shona Simon Sofia Stella Susan Tariq Teresa Thomas Tilda Una Ursula Vera Victor Wanda Wendy William Yasmin Yusuf Zara Zoe'.split(
    ' ',
  );

export const familyNames =
  'Abara Adeyemi Ahmed Allen Andersson Archer Arroyo Bailey Baker Banerjee Barnes Bell Bennett Brannigan Brooks Brown Burke Byrne Campbell Carter Chen Clarke Cole Collins Cooper Costigan Cox Dahl Davies Dean Demir Dixon Doyle Duffy Dunn Edwards Ellis Evans Farrell Fisher Fletcher Ford Foster Fox Fraser Garcia Gibson Gill Gordon Graham Grant Green Griffiths Haddad Hall Hansen Harper Harris Hayes Holm Howells Hughes Hunt Iqbal Jackson James Jenkins Johansson Jones Joshi Kaur Kelly Kemp Khan Knight Kowalski Lang Larsen Lawson Lee Lewis Lindqvist Lloyd Lopez Lynch Macdonald Martin Mason Meyer Mills Mitchell Moore Moran Morgan Morris Munro Murphy Murray Nash Nguyen Novak Nowak Okafor Okoro Olsen Osei Owens Palmer Parry Patel Perrault Phillips Pierce Porter Powell Price Quinn Ramsay Reid Reilly Rhys Roberts Robinson Rossi Russell Ryan Santos Schmidt Scott Shah Sharma Shaw Silva Simpson Singh Smith Stewart Stone Sutton Taylor Thomas Thorne Tucker Turner Vogel Wagner Walker Walsh Ward Watson Webb West White Williams Wilson Wood Wright Yilmaz Young Zhang de-Wit'.split(
    ' ',
  );

/** Trade customers, with the domain their people write from. */
export const organisations = [
  { name: 'Brannigan Joinery', domain: 'branniganjoinery.example' },
  { name: 'Quay Lane Builders', domain: 'quaylane.example' },
  { name: 'Harbour Kitchens', domain: 'harbourkitchens.example' },
  { name: 'Morgan & Rhys Restoration', domain: 'morganrhys.example' },
  { name: 'North Slope Architects', domain: 'northslope.example' },
  { name: 'Severn Loft Company', domain: 'severnloft.example' },
  { name: 'Oak Street Housing', domain: 'oakstreet.example' },
  { name: 'Clifton Lettings', domain: 'cliftonlettings.example' },
  { name: 'Tallow Hill School', domain: 'tallowhill.example' },
  { name: 'Parry Plastering', domain: 'parryplastering.example' },
] as const;
