//! The rules: how a sentence about a pain becomes a statement about what somebody could do.

mod words;

use self::words::{Words, uncapitalised};
use super::sentence::{is_cannot, plain};
use super::verbs::{of_gerund, of_participle};
use crate::synthesis::words::is_negation;

/// Gives the words after "needs to" where a sentence is one of its kind.
type Rule = fn(Words<'_>) -> Option<Vec<String>>;

/// What a sentence about `persona` asks for, as the words after "needs to".
pub(super) fn statement(words: &[String], persona: &str) -> Option<Vec<String>> {
    let plain: Vec<String> = words.iter().map(|word| plain(word)).collect();
    let words = Words { shown: words, plain: &plain, at: 0 };
    let rules: [Rule; 9] = [wanted, cannot, not_known, hard, burden, lacking, forgotten, feared, slow];
    let found = match words.after_subject(persona) {
        Some(words) => rules.iter().find_map(|rule| rule(words)),
        None => thing_is_hard(words).or_else(|| thing_cannot_be(words)),
    };
    found.filter(|found| !found.is_empty())
}

/// "wants to cancel but can't", "wishes she could cancel"
fn wanted(words: Words<'_>) -> Option<Vec<String>> {
    let wish = words.skip(
        "wishes she could | wishes he could | wishes they could | wish i could | wish we could | wish they could",
    );
    if let Some(rest) = wish {
        return rest.rest();
    }
    let rest =
        words.skip("wants to | want to | would like to | would love to | tries to | tried to | needs to | need to")?;
    let end = rest
        .plain
        .iter()
        .position(|word| word == "but")
        .filter(|end| rest.plain.get(end + 1).is_some_and(|word| is_cannot(word)))?;
    let kept = Words { shown: &rest.shown[..end], plain: &rest.plain[..end], at: rest.at };
    kept.rest()
}

/// "can't find the invoice", "is unable to", "fails to", "has trouble finding"
fn cannot(words: Words<'_>) -> Option<Vec<String>> {
    let rest = words.skip("can't | cannot | cant | can not | couldn't | couldnt | could not").map(Words::skip_pronoun);
    if let Some(rest) = rest {
        let rest = rest.skip("seem to | manage to | get to").unwrap_or(rest);
        if rest.is_saying() {
            return None;
        }
        // "can't be reached" is about who does not reach it.
        if rest.word(0) == Some("be") && rest.word(1).is_some_and(|word| of_participle(word).is_some()) {
            return None;
        }
        return rest.rest();
    }
    let rest = words.skip("unable to | is unable to | are unable to | am unable to | was unable to | isn't able to | is not able to | \
            not able to | aren't able to | are not able to | am not able to | wasn't able to | fails to | fail to | \
            failed to | struggles to | struggle to | struggled to | doesn't manage to | does not manage to | didn't \
            manage to | don't manage to | never manages to | never manage to | never gets to | never get to | doesn't \
            get to | don't get to | has no way to | have no way to | no way to | sees no way to | has no chance to | no \
            chance to | has no opportunity to | no opportunity to | doesn't dare to | doesn't dare | dare not | don't \
            dare to | afraid to | is afraid to | scared to | is scared to");
    if let Some(rest) = rest {
        let fearful =
            words.plain[words.at..rest.at].iter().any(|word| matches!(word.as_str(), "dare" | "afraid" | "scared"));
        let statement = rest.rest()?;
        return Some(if fearful {
            statement.into_iter().chain(["without".into(), "fear".into()]).collect()
        } else {
            statement
        });
    }
    if let Some(rest) = words.skip(
        "isn't allowed to | is not allowed to | not allowed to | aren't allowed to | are not allowed to | am not \
            allowed to",
    ) {
        return rest.rest_after("be allowed to");
    }
    let trouble = words.skip("has trouble | have trouble | trouble | has difficulty | have difficulty | difficulty | has difficulties | \
            difficulties | has a hard time | have a hard time | has problems | have problems | problems | has a problem")?;
    if let Some(rest) = trouble.skip("with") {
        return rest.rest_of_gerund().or_else(|| rest.rest_after("cope with"));
    }
    trouble.skip("in").unwrap_or(trouble).rest_of_gerund()
}

/// "doesn't know whether", "no idea where", "not sure if", "doesn't understand the bill"
fn not_known(words: Words<'_>) -> Option<Vec<String>> {
    const QUESTIONS: &[&str] = &["how", "what", "whether", "if", "when", "where", "who", "whom", "why", "which"];
    let asks = |words: Words<'_>| words.word(0).is_some_and(|word| QUESTIONS.contains(&word));
    let known = words.skip("doesn't know | does not know | don't know | do not know | didn't know | doesnt know | dont know | never \
            knows | never know | has no idea | have no idea | no idea | has no clue | have no clue | no clue | isn't \
            sure | is not sure | not sure | aren't sure | unsure | is unsure | am not sure | unclear | is unclear | not \
            clear | isn't clear | is not clear | nobody tells her | nobody tells him | nobody tells them | nobody tells \
            me | nobody tells us | no one tells her | no one tells him | no one tells them | wonders | wonder");
    if let Some(rest) = known {
        let rest = rest.skip("about | of").unwrap_or(rest);
        let knows = words.skip("doesn't know | does not know | don't know | do not know").is_some();
        return if asks(rest) || knows { rest.rest_after("know") } else { None };
    }
    let understood = words.skip(
        "doesn't understand | does not understand | don't understand | do not understand | didn't understand | never \
            understands | confused by | is confused by | confused about | is confused about | am confused by | are \
            confused by | gets confused by | puzzled by | is puzzled by | overwhelmed by | is overwhelmed by",
    );
    if let Some(rest) = understood {
        let overwhelmed = words.plain[words.at..rest.at].iter().any(|word| word == "overwhelmed");
        return rest.rest_after(if overwhelmed { "cope with" } else { "understand" });
    }
    words.skip("doesn't see | does not see | don't see | do not see | never sees")?.rest_after("see")
}

/// "hard to find the total"
fn hard(words: Words<'_>) -> Option<Vec<String>> {
    let words = words.skip("is | was | finds it | find it | it's | it is").unwrap_or(words);
    let rest = words.skip(HARD)?;
    if matches!(rest.word(0), Some("believe" | "say" | "imagine" | "beat" | "overstate")) {
        return None;
    }
    rest.rest()
}

const HARD: &str = "hard to | difficult to | impossible to | tricky to | not easy to | not possible to | isn't easy to | isn't \
            possible to | tough to | a struggle to | a pain to | complicated to | cumbersome to";

/// "has to explain it three times", "waits 40 minutes on hold"
fn burden(words: Words<'_>) -> Option<Vec<String>> {
    let forced = words.skip(
        "has to | have to | had to | must | is forced to | are forced to | am forced to | needs to | gets asked to | \
            is asked to | has got to | is made to",
    );
    if let Some(rest) = forced {
        let statement = rest.rest_as_gerund()?;
        return Some(["avoid".to_owned()].into_iter().chain(statement).collect());
    }
    let kept = words.skip(
        "keeps | keep | is tired of | tired of | am tired of | is sick of | sick of | fed up with | is fed up with | \
            hates | hate | is annoyed by | is kept | kept",
    );
    if let Some(rest) = kept {
        if matches!(rest.word(0), Some("forgetting")) {
            return None;
        }
        of_gerund(rest.word(0)?)?;
        return rest.rest_after("avoid");
    }
    if let Some(rest) = words.skip("waits | wait | waited | waiting") {
        return rest.rest_after("avoid waiting");
    }
    let wasted = words.skip(
        "wastes time | waste time | loses time | lose time | spends hours | spend hours | spends ages | wastes hours \
            | loses hours",
    )?;
    of_gerund(wasted.word(0)?)?;
    wasted.rest_of_gerund().map(|rest| rest.into_iter().chain(["faster".to_owned()]).collect())
}

/// "not enough time", "too many emails", "no access to", "runs out of money"
fn lacking(words: Words<'_>) -> Option<Vec<String>> {
    let words = words
        .skip("has | have | had | is | are | gets | get | doesn't have | does not have | don't have | do not have | didn't \
            have")
        .map(|rest| {
            if words.plain[words.at..rest.at].iter().any(|word| is_negation(word)) {
                Words { at: words.at, ..rest }
            } else {
                rest
            }
        })
        .unwrap_or(words);
    let table: [(&str, &str); 12] = [
        (
            "not enough | too few | too little | doesn't have enough | does not have enough | don't have enough | do not \
            have enough | never enough | runs out of | run out of | short of",
            "have enough",
        ),
        ("too many", "have fewer"),
        ("too much", "have less"),
        (
            "no time to | no time for | doesn't have time to | doesn't have time for | does not have time to | does not \
            have time for | don't have time to | don't have time for",
            "have time",
        ),
        ("no access to | doesn't have access to | don't have access to", "have access to"),
        ("no control over | doesn't have control over", "have control over"),
        ("no overview of | doesn't have an overview of | lacks an overview of", "have an overview of"),
        ("no place to | no place for | doesn't have a place to | doesn't have a place for", "have a place"),
        ("no say in", "have a say in"),
        ("lacks | lack | is missing | are missing", "have"),
        ("no energy for | no energy to", "have energy"),
        ("no one to | nobody to", "have somebody to"),
    ];
    let (rest, lead) = table.iter().find_map(|(phrases, lead)| Some((words.skip(phrases)?, *lead)))?;
    // What was skipped ends with the word that joins the two: "no time to call", "no time for friends".
    let joint = matches!(lead, "have time" | "have a place" | "have energy").then(|| words.plain[rest.at - 1].clone());
    let mut statement: Vec<String> = lead.split(' ').map(str::to_owned).chain(joint).collect();
    statement.extend(rest.rest()?);
    Some(statement)
}

/// "forgets to take the pills", "loses track of appointments"
fn forgotten(words: Words<'_>) -> Option<Vec<String>> {
    if let Some(rest) = words.skip("loses track of | lose track of | lost track of | is losing track of") {
        return rest.rest_after("keep track of");
    }
    if let Some(rest) = words.skip("loses sight of | lose sight of") {
        return rest.rest_after("keep sight of");
    }
    words
        .skip(
            "forgets | forget | forgot | keeps forgetting | keep forgetting | doesn't remember | does not remember | \
            don't remember | never remembers",
        )?
        .rest_after("remember")
}

/// "afraid of losing her place", "worried about the bill"
fn feared(words: Words<'_>) -> Option<Vec<String>> {
    let words = words.skip("is | am | are | was | feels | gets").unwrap_or(words);
    if let Some(rest) = words.skip("afraid of | scared of | terrified of | fear of | fears | frightened of") {
        return rest.rest_after("be free of the fear of");
    }
    if let Some(rest) =
        words.skip("afraid that | scared that | fears that | afraid | worried that | worries that | worry that")
    {
        return rest.rest_after("stop worrying that");
    }
    words
        .skip("worried about | worries about | worry about | anxious about | nervous about | stressed by | stressed about | \
            concerned about")?
        .rest_after("stop worrying about")
}

/// "it takes 20 minutes to log in"
fn slow(words: Words<'_>) -> Option<Vec<String>> {
    let rest = words.skip("takes | take | took | needs")?;
    let to = (0..7).find(|&ahead| rest.word(ahead) == Some("to"))?;
    let span = &rest.plain[rest.at..rest.at + to];
    let is_long = span.iter().any(|word| {
        matches!(
            word.as_str(),
            "long"
                | "ages"
                | "forever"
                | "hours"
                | "days"
                | "weeks"
                | "months"
                | "minutes"
                | "hour"
                | "while"
                | "year"
                | "years"
        )
    });
    let rest = Words { at: rest.at + to + 1, ..rest };
    let statement = rest.rest().filter(|rest| is_long && rest.len() <= 6)?;
    Some(statement.into_iter().chain(["faster".to_owned()]).collect())
}

/// "The form is hard to fill in": what is hard is the subject.
fn thing_is_hard(words: Words<'_>) -> Option<Vec<String>> {
    let at = words.plain.iter().position(|word| matches!(word.as_str(), "is" | "are" | "was"))?;
    let rest = Words { shown: words.shown, plain: words.plain, at: at + 1 }.skip(HARD)?;
    let verb = rest.rest().filter(|verb| verb.len() <= 2)?;
    thing_after(verb, words, at)
}

/// "The invoice cannot be found"
fn thing_cannot_be(words: Words<'_>) -> Option<Vec<String>> {
    let at = words.plain.iter().position(|word| is_cannot(word))?;
    if words.plain.get(at + 1).is_none_or(|word| word != "be") || words.plain.len() > at + 4 {
        return None;
    }
    let mut verb = vec![of_participle(words.plain.get(at + 2)?)?.to_owned()];
    let particle = words
        .plain
        .get(at + 3)
        .filter(|word| matches!(word.as_str(), "in" | "out" | "up" | "down" | "on" | "off" | "back"));
    if words.plain.len() > at + 3 && particle.is_none() {
        return None;
    }
    verb.extend(particle.cloned());
    thing_after(verb, words, at)
}

/// A verb and the thing that stands before `end`.
fn thing_after(mut verb: Vec<String>, words: Words<'_>, end: usize) -> Option<Vec<String>> {
    let thing = &words.shown[..end];
    let determined = words.plain.first().is_some_and(|word| {
        matches!(
            word.as_str(),
            "the" | "her" | "his" | "their" | "my" | "our" | "this" | "these" | "a" | "an" | "some" | "most"
        )
    });
    if !determined || thing.len() > 5 || thing.len() < 2 {
        return None;
    }
    verb.push(uncapitalised(&thing[0]));
    verb.extend(thing[1..].iter().cloned());
    Some(verb)
}
