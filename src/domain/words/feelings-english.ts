import type { FeelingLexicon } from './feeling-lexicon.ts';

/** How feelings are said in English. */
export const english: FeelingLexicon = {
  words: {
    angry: {
      3: `furious, livid, fuming, enraged, outraged, seething, absolutely unacceptable, totally unacceptable, completely unacceptable,
        worst service, worst company, worst experience, worst customer service, disgusting, disgusted, crooks, thieves, criminals, never been so angry,
        beyond furious, boiling with anger, incandescent, hate you, hate your, lawyer, solicitor, go to court, see you in court, take ~ to court`,
      2: `angry, unacceptable, ridiculous, fed up, sick and tired, sick of, rude, outrageous, disgrace, disgraceful, scandal*, what a joke, beyond a joke,
        is a joke, scam, rip-off, rip off, ripped off, ripping me off, how dare you, had enough, have had it, had it with, nobody cares, no one cares, not good enough,
        unbelievable, nonsense, infuriat*, appalling, shambles, hung up on me, absurd, excuses, lied to, lies, liar*, incompeten*, useless, shameful, shame on you,
        passed around, passed from pillar to post, canned replies, canned answers, stop sending me, third time, fourth time, fifth time, umpteenth time, how many times,
        nobody does anything, no one does anything, nobody picks up, do you people, insult, insulting, insulted, pathetic, atrocious, terrible service, awful service, horrible service,
        demand a refund, demand my money, demand an explanation, i demand, intolerable, mad at you, mad about, aggravat*, cheated, fraud*, con artists, bloody, wtf,
        thanks for nothing, waste of time, waste of money, wasted my time, wasting my time, not even bother*, nobody bothered, no one bothered, couldn't be bothered, inexcusable, hopeless service, at my wits' end, cross with you, resent*, joke of a`,
      1: `annoyed, annoying, annoys, frustrated, frustrating, frustration, irritat*, irked, bothersome, tiresome, impatient, still waiting, still no reply, still no answer`,
    },
    worried: {
      3: `scared, terrified, desperate, desperately, petrified, worried sick, in panic, panicking, frightened to death, life-threatening, water everywhere`,
      2: `worried, worry, worries me, worrying, concerned, afraid, anxious, anxiety, nervous, panicked, panic, fear, fearful, frightened, frightens, frightening, alarmed, alarming,
        uneasy, stressed, stressing me, stressful, could not sleep, couldn't sleep, can't sleep, losing sleep, lose sleep, sleepless, dread*, at risk, unsafe, is it safe, is our data safe, is my data safe, insecure, distressed, apprehensive, troubled by, keeps me awake`,
      1: `unsettled, unsettling, hope nothing`,
    },
    'let-down': {
      3: `deeply disappointed, lost all trust, lost all faith, lost all confidence, heartbroken, devastated, broke my heart`,
      2: `disappoint*, let down, letdown, let me down, let us down, expected better, expected more, hoped for more, hoped for better, higher hopes, dissatisf*, unsatisf*, unhappy, upset, betrayed,
        rely on you, trusted you, such a shame, not what i expected, not what we expected, not what we were promised, not what i was promised, not what i ordered, broke your word, broke your promise, broken promise*, sadly, sad, saddened, regrettabl*,
        used to love, spoiled, ruined, disillusion*, disheartened, left down, nothing like the picture, fell short, falls short, underwhelm*, not up to standard, below expectations, not impressed, poor service, poor quality, once again nobody`,
      1: `a pity, a shame, unfortunately ~ again, too bad`,
    },
    confused: {
      3: `utterly confused, totally lost`,
      2: `confused, confusing, confuses, confusion, don't understand, do not understand, didn't understand, can't understand, cannot understand, struggling to understand, hard to understand, makes no sense, make no sense, doesn't make sense, does not make sense, can't make sense, cannot make sense,
        i'm lost, i am lost, no idea, puzzled, puzzling, baffled, baffling, bewilder*, perplexed, didn't get it, don't get it, do not get it, can't figure out, cannot figure out, can't work out, cannot work out, what does ~ even mean, what does ~ mean, contradict*, contradictory,
        scratching my head, what is it now, which is it, mixed up, don't follow, unclear, none the wiser, at a loss, one letter says yes, first you said`,
      1: `not sure i follow, not clear, not entirely clear, isn't clear, unsure, not sure whether, not sure which, not sure what, not sure how, not sure if`,
    },
    glad: {
      3: `thrilled, ecstatic, overjoyed, best customer service, best service, best company, couldn't be happier, could not be happier`,
      2: `happy, delighted, wonderful, fantastic, brilliant, amazing, awesome, superb, excellent, perfect, perfectly, outstanding, love it, love the, love our, love my, loved it, we love, pleased, relieved, relief, made my day, over the moon, hooray, hurray, yay, a pleasure, impressed,
        great news, great job, great work, great service, works again, runs again, back to normal, did the trick, like clockwork, exactly what i wanted, exactly what we wanted, glad, marvellous, marvelous, splendid, enjoyed, enjoying, satisfied, fabulous, beautiful, stunning, spot on, top notch, five stars, well done, good job, works a treat, terrific, beyond my expectations, exceeded`,
      1: `nice, lovely, great, good to hear, cool, works fine now, works now`,
    },
    thankful: {
      3: `cannot thank you enough, can't thank you enough, cannot thank ~ enough, can't thank ~ enough, eternally grateful, forever grateful, infinitely grateful`,
      2: `thank you so much, thank you very much, thanks so much, thanks a lot, thanks a million, thanks a bunch, thanks ever so much, many thanks, big thank you, huge thank you, big thanks, huge thanks, heartfelt thanks, special thanks, grateful, thankful, gratitude, really appreciate*, appreciate what, appreciate your help,
        appreciate your patience, appreciate your kindness, appreciate all, much appreciated, very much appreciated, greatly appreciated, i owe you, god bless, bless you, extra mile, sincere thanks, many many thanks, thank you ~ kindness, thank you ~ patience, lifesaver, life saver, kindness`,
      1: `thanks for the help, thanks for your help, thank you, thanks, cheers for, thx`,
    },
  },
  negators: `not, never, no, isn't, wasn't, aren't, weren't, don't, doesn't, didn't, can't, cannot, won't, wouldn't, hardly, without, nothing, no longer, neither, far from, anything but, i'm not, less than, no more, no need to`,
  boosters: `very, so, extremely, absolutely, really, totally, completely, utterly, incredibly, terribly, deeply, truly, beyond, quite literally, thoroughly, awfully, ever so, hugely, immensely, great`,
  softeners: `a bit, a little, slightly, somewhat, kind of, sort of, mildly, a tad, a little bit, just a bit, moderately`,
  polite: `thanks in advance, thank you in advance, many thanks in advance, thanks for your reply, thanks for your message, thanks for your email, thanks for your mail, thanks for getting back, thanks for the reply, thanks for the info, thanks for the information, thanks for the update, thanks for contacting,
    thanks for the quick reply, thank you for your reply, thank you for your message, thank you for your email, thank you for your mail, thank you for getting back, thank you for your time, thank you for contacting, thank you for your attention, thank you for looking into,
    would be grateful, would be very grateful, should be grateful, would be thankful, i'd be grateful, we'd be grateful, i would appreciate, i'd appreciate, we would appreciate, we'd appreciate, would be appreciated, appreciate it if, would really appreciate, i'd really appreciate, appreciate a quick, appreciate any help, appreciate your reply,
    i'd be happy, i would be happy, we'd be happy, we would be happy, would be glad, i'd be glad, happy to, happy for you, happy with ~ to close, glad to, pleased to, i'd love to, would love to, i would love, happy hour, happy birthday, happy new year, happy christmas, happy easter, angry bird*, hope you are well, hope you're well, kindly, would be great, would be nice, would be lovely, would be perfect, would be wonderful, that'd be great, it'd be great, perfect size, have a nice, have a great, have a lovely, nice to meet, nice day, great day, great weekend, no worries, don't worry, do not worry, not to worry, no need to worry, any concerns, good day, good morning,
    i'm afraid not, i'm afraid so, i'm afraid i, nice weekend, thank god, best regards, perfect world, as far as my lawyer, if ~ not happy, if ~ not satisfied, if ~ unhappy, sad to say, not sure if you can, please find`,
  bitter: `oh great, great, wonderful, fantastic, brilliant, perfect, lovely, nice, well done, excellent, amazing, awesome`,
};
