/** The two articles every company starts with. They are true of every installation, and meant to be made one's own. */
export interface ArticleSeed {
  slug: string;
  title: string;
  summary: string;
  html: string;
}

const english: ArticleSeed[] = [
  {
    slug: 'how-to-reach-us',
    title: 'How to reach us and what happens then',
    summary: 'Write to us in your own words. You get a person, a date, and a page on which you can follow it.',
    html: `<p>Write to us the way you would tell a neighbour. You need no form, no number and no special words.</p>
<h2>How to write to us</h2>
<ul>
<li><strong>By mail.</strong> Write a new mail, or simply answer one of ours. Your answer finds the right place by itself.</li>
<li><strong>On your own page.</strong> Every mail from us carries a link to a page that is only yours. You can write there as well, without a password.</li>
</ul>
<h2>What helps us to help you</h2>
<ul>
<li>What happened, and what you expected instead.</li>
<li>By when you need it, and what depends on it.</li>
<li>A photo or a document, if there is one. Just attach it.</li>
</ul>
<p>If something is missing, we ask once, and we tell you what we need it for.</p>
<h2>What happens then</h2>
<ol>
<li>Your message arrives and gets a number. You can see at once on your page that it is there.</li>
<li>A person reads it and answers. Until when you will have our first answer is written on your page.</li>
<li>One of us stays with you until it is solved. If a colleague has to help, we tell him everything; you do not have to start again.</li>
<li>When we believe that it is solved, we ask you. It is solved when you say so.</li>
</ol>
<p>If it is not solved after all, answer any mail of that conversation, even weeks later. It goes on from there.</p>`,
  },
  {
    slug: 'what-we-promise',
    title: 'What we promise and how you can follow it',
    summary:
      'Each promise has a date. You see it, you hear from us before it slips, and you can say whether it was kept.',
    html: `<p>A promise from us is something you can plan by: it says what will happen and by when.</p>
<h2>What we promise</h2>
<ul>
<li><strong>A first answer in time.</strong> Until when depends on what it is about. The exact time is written on your page.</li>
<li><strong>A date for everything we take on.</strong> If somebody says “I will ring you on Friday”, that is a promise too, and it is written down.</li>
<li><strong>No silence.</strong> If a date will not hold, we tell you before, with the reason and a new date.</li>
</ul>
<h2>How you can follow it</h2>
<p>Open the link in any of our mails. You see what we have promised you, until when, and what has been kept. The times are in your own time zone. We count only the hours in which we work, and the page shows you how a date was worked out.</p>
<h2>If we do not keep it</h2>
<p>Then you hear from us without having to ask: what went wrong, what happens now, and how we make it good. A broken promise stays visible, to you and to everybody here. That is how we learn from it.</p>
<h2>Your word counts</h2>
<p>At the end we ask you two things: is it solved, and how was it? It takes half a minute. If it was not good, somebody takes care of it and gets in touch with you.</p>`,
  },
];

const german: ArticleSeed[] = [
  {
    slug: 'so-erreichen-sie-uns',
    title: 'So erreichen Sie uns, und so geht es dann weiter',
    summary:
      'Schreiben Sie uns mit Ihren eigenen Worten. Sie bekommen einen Menschen, einen Termin und eine Seite, auf der Sie alles verfolgen können.',
    html: `<p>Schreiben Sie uns so, wie Sie es einem Nachbarn erzählen würden. Sie brauchen kein Formular, keine Nummer und keine Fachwörter.</p>
<h2>So schreiben Sie uns</h2>
<ul>
<li><strong>Per Mail.</strong> Schreiben Sie eine neue Mail, oder antworten Sie einfach auf eine von uns. Ihre Antwort findet von selbst den richtigen Platz.</li>
<li><strong>Auf Ihrer eigenen Seite.</strong> In jeder Mail von uns steht ein Link zu einer Seite, die nur Ihnen gehört. Auch dort können Sie schreiben, ganz ohne Passwort.</li>
</ul>
<h2>Was uns hilft, Ihnen zu helfen</h2>
<ul>
<li>Was geschehen ist und was Sie stattdessen erwartet haben.</li>
<li>Bis wann Sie es brauchen und was davon abhängt.</li>
<li>Ein Foto oder ein Dokument, wenn es eines gibt. Hängen Sie es einfach an.</li>
</ul>
<p>Wenn etwas fehlt, fragen wir einmal und sagen dazu, wofür wir es brauchen.</p>
<h2>So geht es dann weiter</h2>
<ol>
<li>Ihre Nachricht kommt an und erhält eine Nummer. Auf Ihrer Seite sehen Sie sofort, dass sie da ist.</li>
<li>Ein Mensch liest sie und antwortet. Bis wann Sie unsere erste Antwort haben, steht auf Ihrer Seite.</li>
<li>Jemand von uns bleibt bei Ihnen, bis es gelöst ist. Wenn andere helfen müssen, erzählen wir ihnen alles; Sie müssen nicht von vorn anfangen.</li>
<li>Wenn wir glauben, dass es gelöst ist, fragen wir Sie. Gelöst ist es, wenn Sie es sagen.</li>
</ol>
<p>Ist es doch nicht gelöst? Antworten Sie auf irgendeine Mail aus diesem Gespräch, auch Wochen später. Dort geht es weiter.</p>`,
  },
  {
    slug: 'was-wir-versprechen',
    title: 'Was wir versprechen und wie Sie es verfolgen können',
    summary:
      'Jedes Versprechen hat einen Termin. Sie sehen ihn, Sie hören von uns, bevor er wackelt, und Sie sagen, ob wir ihn gehalten haben.',
    html: `<p>Ein Versprechen von uns ist etwas, womit Sie planen können: Es sagt, was geschieht und bis wann.</p>
<h2>Was wir versprechen</h2>
<ul>
<li><strong>Eine erste Antwort zur rechten Zeit.</strong> Bis wann, hängt davon ab, worum es geht. Die genaue Zeit steht auf Ihrer Seite.</li>
<li><strong>Einen Termin für alles, was wir übernehmen.</strong> Wenn jemand sagt „Ich rufe Sie am Freitag an“, ist auch das ein Versprechen, und es wird festgehalten.</li>
<li><strong>Kein Schweigen.</strong> Wenn ein Termin nicht zu halten ist, sagen wir es Ihnen vorher, mit dem Grund und einem neuen Termin.</li>
</ul>
<h2>Wie Sie es verfolgen können</h2>
<p>Öffnen Sie den Link in einer unserer Mails. Sie sehen, was wir Ihnen versprochen haben, bis wann, und was gehalten ist. Die Zeiten gelten in Ihrer Zeitzone. Wir zählen nur die Stunden, in denen wir arbeiten, und die Seite zeigt, wie ein Termin berechnet ist.</p>
<h2>Wenn wir es nicht halten</h2>
<p>Dann hören Sie von uns, ohne fragen zu müssen: was schiefging, was jetzt geschieht und wie wir es gutmachen. Ein gebrochenes Versprechen bleibt sichtbar, für Sie und für alle hier. So lernen wir daraus.</p>
<h2>Ihr Wort zählt</h2>
<p>Am Ende fragen wir Sie zweierlei: Ist es gelöst, und wie war es? Das dauert eine halbe Minute. Wenn es nicht gut war, kümmert sich jemand darum und meldet sich bei Ihnen.</p>`,
  },
];

/** The seeds in a language, and the language they are in; English where we have none in it. */
export function articleSeeds(language: string): { language: string; articles: readonly ArticleSeed[] } {
  return language.startsWith('de') ? { language: 'de', articles: german } : { language: 'en', articles: english };
}
