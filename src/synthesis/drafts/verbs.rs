//! Forms of English verbs.

/// Verbs that notes about everyday trouble use, with their past participles where those are irregular.
const VERBS: &[(&str, &str)] = &[
    ("find", "found"),
    ("get", "got"),
    ("make", "made"),
    ("see", "seen"),
    ("pay", "paid"),
    ("read", "read"),
    ("send", "sent"),
    ("take", "taken"),
    ("give", "given"),
    ("keep", "kept"),
    ("tell", "told"),
    ("buy", "bought"),
    ("choose", "chosen"),
    ("understand", "understood"),
    ("write", "written"),
    ("hear", "heard"),
    ("lose", "lost"),
    ("leave", "left"),
    ("meet", "met"),
    ("know", "known"),
    ("do", "done"),
    ("begin", "begun"),
    ("bring", "brought"),
    ("think", "thought"),
    ("hold", "held"),
    ("put", "put"),
    ("set", "set"),
    ("let", "let"),
    ("sell", "sold"),
    ("spend", "spent"),
    ("sleep", "slept"),
    ("speak", "spoken"),
    ("drive", "driven"),
    ("eat", "eaten"),
    ("fill", ""),
    ("reach", ""),
    ("call", ""),
    ("cancel", "cancelled"),
    ("change", ""),
    ("check", ""),
    ("compare", ""),
    ("concentrate", ""),
    ("contact", ""),
    ("decide", ""),
    ("delete", ""),
    ("download", ""),
    ("enter", ""),
    ("explain", ""),
    ("fix", ""),
    ("follow", ""),
    ("open", ""),
    ("order", ""),
    ("plan", ""),
    ("print", ""),
    ("prove", ""),
    ("refund", ""),
    ("relax", ""),
    ("remember", ""),
    ("repair", ""),
    ("repeat", ""),
    ("return", ""),
    ("save", ""),
    ("search", ""),
    ("share", ""),
    ("sort", ""),
    ("start", ""),
    ("stop", ""),
    ("swap", ""),
    ("track", ""),
    ("trust", ""),
    ("update", ""),
    ("upload", ""),
    ("use", ""),
    ("wait", ""),
    ("work", ""),
    ("ask", ""),
    ("log", ""),
    ("sign", ""),
    ("focus", ""),
    ("manage", ""),
    ("move", ""),
    ("answer", ""),
    ("arrange", ""),
    ("book", ""),
    ("join", ""),
    ("learn", ""),
    ("talk", ""),
    ("type", ""),
    ("verify", ""),
    ("view", ""),
    ("recognise", ""),
    ("recognize", ""),
    ("install", ""),
    ("park", ""),
    ("carry", ""),
    ("predict", ""),
    ("finish", ""),
    ("switch", ""),
    ("sit", "sat"),
    ("stand", "stood"),
    ("run", "run"),
    ("chase", ""),
    ("copy", ""),
    ("coordinate", ""),
    ("queue", ""),
    ("travel", "travelled"),
    ("describe", ""),
    ("forget", "forgotten"),
];

/// The verb whose "-ing" form this is.
pub(super) fn of_gerund(word: &str) -> Option<&'static str> {
    VERBS.iter().map(|(verb, _)| *verb).find(|verb| gerund(verb) == word)
}

/// The verb whose past participle this is.
pub(super) fn of_participle(word: &str) -> Option<&'static str> {
    let fits = |&&(verb, past): &&(&'static str, &str)| {
        if past.is_empty() { regular_past(verb) == word } else { past == word }
    };
    VERBS.iter().find(fits).map(|(verb, _)| *verb)
}

/// The "-ing" form of a verb.
pub(super) fn gerund(verb: &str) -> String {
    if let Some(stem) = verb.strip_suffix("ie") {
        format!("{stem}ying")
    } else if verb == "be"
        || verb.ends_with("ee")
        || verb.ends_with("ye")
        || verb.ends_with("oe")
        || !verb.ends_with('e')
    {
        format!("{}ing", doubled(verb))
    } else {
        format!("{}ing", &verb[..verb.len() - 1])
    }
}

fn regular_past(verb: &str) -> String {
    if verb.ends_with('e') {
        format!("{verb}d")
    } else if let Some(stem) = verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        format!("{stem}ied")
    } else {
        format!("{}ed", doubled(verb))
    }
}

/// The verb with its last letter doubled, where a short vowel before it asks for that: "get", "plan".
fn doubled(verb: &str) -> String {
    let letters: Vec<char> = verb.chars().collect();
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let short = match letters.as_slice() {
        [.., before, middle, last] => {
            let one_syllable = letters.iter().filter(|c| vowel(**c)).count() == 1
                || matches!(verb, "forget" | "begin" | "cancel" | "travel");
            one_syllable && !vowel(*before) && vowel(*middle) && !vowel(*last) && !matches!(last, 'w' | 'x' | 'y')
        }
        _ => false,
    };
    match letters.last() {
        Some(last) if short => format!("{verb}{last}"),
        _ => verb.to_owned(),
    }
}
