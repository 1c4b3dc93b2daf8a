//! Draft needs from pain notes.

use empathy_map::model::{EmpathyMap, NeedId, Note, NoteId};
use empathy_map::synthesis::{draft_of_text, drafts};

/// A pain note about Dana, and the statement of its draft; empty where there must be none.
const TABLE: &[(&str, &str)] = &[
    // What she cannot do.
    ("can't find the invoice", "find the invoice"),
    ("Can’t find the invoice", "find the invoice"),
    ("Dana can't find the invoice.", "find the invoice"),
    ("She cannot see what she pays for", "see what she pays for"),
    ("I can't find my invoice", "find their invoice"),
    ("Often can't reach anybody on the phone", "reach somebody on the phone"),
    ("Couldn't cancel the contract online", "cancel the contract online"),
    ("Still can't log in", "log in"),
    ("can't even open the attachment", "open the attachment"),
    ("Can't see any progress", "see progress"),
    ("can't pay by card anymore", "pay by card"),
    ("Cannot compare the tariffs at all", "compare the tariffs"),
    ("Why can't I see the total?", "see the total"),
    ("can't tell whether the payment went through", "tell whether the payment went through"),
    ("can't plan the week when the roster changes", "plan the week"),
    ("Can't sleep because the bill might be wrong", "sleep"),
    ("can't trust anyone with it", "trust someone with it"),
    ("Is unable to swap a shift", "swap a shift"),
    ("Not able to change the address", "change the address"),
    ("I'm not able to upload the photo", "upload the photo"),
    ("Fails to enter the code in time", "enter the code in time"),
    ("Struggles to read the small print", "read the small print"),
    ("Never manages to finish the form", "finish the form"),
    ("Has trouble finding the entrance", "find the entrance"),
    ("Has difficulty concentrating at night", "concentrate at night"),
    ("Has a hard time choosing a plan", "choose a plan"),
    ("has trouble with the new phone", "cope with the new phone"),
    ("No way to undo a payment", "undo a payment"),
    ("There is no way to speak to a person", "speak to a person"),
    ("Has no chance to ask questions", "ask questions"),
    ("Is not allowed to choose her own shifts", "be allowed to choose her own shifts"),
    ("Doesn't dare to complain to her boss", "complain to her boss without fear"),
    ("Afraid to ask again", "ask again without fear"),
    ("Wants to cancel but can't", "cancel"),
    ("wants to call but cannot", "call"),
    ("Wishes she could talk to the same person", "talk to the same person"),
    // What she does not know.
    ("Doesn't know whether the repair is paid", "know whether the repair is paid"),
    ("Does not know how to cancel", "know how to cancel"),
    ("don't know who to ask", "know who to ask"),
    ("No idea when the parcel comes", "know when the parcel comes"),
    ("Has no idea what the fee is for", "know what the fee is for"),
    ("Not sure if the order went through", "know if the order went through"),
    ("Unsure whether it is safe", "know whether it is safe"),
    ("It is unclear what happens next", "know what happens next"),
    ("Nobody tells her when the shift ends", "know when the shift ends"),
    ("Wonders why the price went up", "know why the price went up"),
    ("Doesn't understand the bill", "understand the bill"),
    ("Confused by three different totals", "understand three different totals"),
    ("Is overwhelmed by the number of options", "cope with the number of options"),
    ("Doesn't see the difference between the plans", "see the difference between the plans"),
    // What is hard.
    ("Hard to find the total", "find the total"),
    ("It's hard to read on a phone", "read on a phone"),
    ("It is very difficult to reach support", "reach support"),
    ("Finds it hard to say no", ""),
    ("Impossible to get a receipt", "get a receipt"),
    ("Not easy to compare prices", "compare prices"),
    ("The form is hard to fill in", "fill in the form"),
    ("The invoice is impossible to find", "find the invoice"),
    ("The terms are difficult to understand", "understand the terms"),
    ("The invoice cannot be found", "find the invoice"),
    ("The order can't be cancelled", "cancel the order"),
    ("My password can't be changed", "change their password"),
    // What she has to do, or waits for.
    ("Has to explain the same thing three times", "avoid explaining the same thing three times"),
    ("Must call again every week", "avoid calling again every week"),
    ("I have to type my address twice", "avoid typing their address twice"),
    ("Had to take a day off", "avoid taking a day off"),
    ("Is forced to use the app", "avoid using the app"),
    ("Waits 40 minutes on hold", "avoid waiting 40 minutes on hold"),
    ("Tired of waiting for a reply", "avoid waiting for a reply"),
    ("Keeps repeating her story", "avoid repeating her story"),
    ("Hates calling the hotline", "avoid calling the hotline"),
    ("Wastes time searching for the key", "search for the key faster"),
    ("It takes 20 minutes to log in", "log in faster"),
    ("Takes forever to get a refund", "get a refund faster"),
    // What there is too much or too little of.
    ("Not enough time for the handover", "have enough time for the handover"),
    ("Doesn't have enough money for the repair", "have enough money for the repair"),
    ("Too many emails", "have fewer emails"),
    ("Too much paperwork", "have less paperwork"),
    ("Gets too many notifications", "have fewer notifications"),
    ("No time to eat", "have time to eat"),
    ("Has no time for friends", "have time for friends"),
    ("Doesn't have access to the history", "have access to the history"),
    ("No control over her data", "have control over her data"),
    ("Has no overview of her contracts", "have an overview of her contracts"),
    ("Lacks the words to complain", "have the words to complain"),
    ("Runs out of battery", "have enough battery"),
    ("Has no say in the roster", "have a say in the roster"),
    ("Nobody to ask at night", "have somebody to ask at night"),
    // What slips, and what worries her.
    ("Forgets to take the pills", "remember to take the pills"),
    ("Keeps forgetting her password", "remember her password"),
    ("Loses track of the appointments", "keep track of the appointments"),
    ("Afraid of losing her place", "be free of the fear of losing her place"),
    ("Worried about the next bill", "stop worrying about the next bill"),
    ("Worries that the price goes up", "stop worrying that the price goes up"),
    ("Is nervous about the move", "stop worrying about the move"),
    // Sayings, second negations and praise: nothing may be turned around.
    ("Can't wait to try it", ""),
    ("Can't complain", ""),
    ("Couldn't be happier with the service", ""),
    ("Couldn't agree more", ""),
    ("can't help laughing", ""),
    ("Can't stand the music on hold", ""),
    ("Can't imagine life without it", ""),
    ("can't not look at it", ""),
    ("Can't say no to her boss", ""),
    ("Cannot recommend it enough", ""),
    ("can't lose the ticket", ""),
    ("Cannot do without the app", ""),
    ("Hard to believe how easy it was", ""),
    ("Hard to beat", ""),
    ("No problem with the payment", ""),
    ("Has no trouble paying", ""),
    ("Never had to wait", ""),
    ("Doesn't have to call any more", ""),
    ("Not worried about the bill", ""),
    ("Doesn't forget a birthday", ""),
    // About somebody or something else.
    ("The agent can't see her history", ""),
    ("The app can't open PDFs", ""),
    ("Her husband forgets the meeting", ""),
    ("The system takes hours to update", ""),
    ("Nobody can find the invoice", ""),
    // Statements without an obstacle, other languages.
    ("Bill arrives twice", ""),
    ("The hotline", ""),
    ("Three letters in one week", ""),
    ("", ""),
    ("Kann die Rechnung nicht finden", ""),
    ("請求書が見つからない", ""),
    ("No encuentra la factura", ""),
    ("Passed from team to team", ""),
];

#[test]
fn pain_notes_give_the_drafts_that_a_person_would_expect() {
    let mut wrong = Vec::new();
    for (text, expected) in TABLE {
        let found = draft_of_text(text, "Dana").map(|draft| draft.statement).unwrap_or_default();
        if found != *expected {
            wrong.push(format!("{text:?}: {found:?} instead of {expected:?}"));
        }
    }
    assert!(TABLE.len() >= 120, "{}", TABLE.len());
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_situation_and_the_reason_of_a_note_go_into_their_own_fields() {
    let draft =
        draft_of_text("Can't plan the week when the roster changes because nobody tells us", "Dana").expect("a draft");
    assert_eq!(draft.statement, "plan the week");
    assert_eq!(draft.when, "the roster changes");
    assert_eq!(draft.because, "nobody tells them");
}

#[test]
fn the_first_sentence_that_says_a_pain_gives_the_draft() {
    let draft = draft_of_text("Three calls so far. Can't reach anybody!", "Dana").expect("a draft");
    assert_eq!(draft.statement, "reach somebody");
}

#[test]
fn only_pains_that_no_need_rests_on_give_drafts_and_each_need_once() {
    let mut map = EmpathyMap::default();
    let mut add = |id: &str, quadrant: &str, text: &str| map.notes.push(Note::new(id.into(), quadrant.into(), text));
    add("n1", "pains", "Can't find the invoice");
    add("n2", "thinks", "I can't see the total");
    add("n3", "pains", "can't find the invoice");
    add("n4", "pains", "Forgets to pay");
    let found = drafts(&map);
    let statements: Vec<&str> = found.iter().map(|draft| draft.statement.as_str()).collect();
    assert_eq!(statements, ["find the invoice", "remember to pay"]);
    let need = found[0].clone().accept(NeedId::new("d1"));
    assert_eq!(
        (need.statement.as_str(), need.supports.as_slice()),
        ("find the invoice", [NoteId::new("n1")].as_slice())
    );
    map.needs.push(need);
    let statements: Vec<String> = drafts(&map).into_iter().map(|draft| draft.statement).collect();
    assert_eq!(statements, ["find the invoice", "remember to pay"], "n3 says it as well and is in no need yet");
}
