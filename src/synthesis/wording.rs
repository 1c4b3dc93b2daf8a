//! One need, four wordings, and a hint when a need names a thing instead of what somebody wants to do.

use crate::model::{Need, Persona};

/// A way to put a need into a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wording {
    /// "Dana, customer for six years, needs to … because …" (design thinking).
    PointOfView,
    /// "Dana needs a way to … so that …".
    NeedStatement,
    /// "As Dana, I want to … so that …" (agile teams).
    UserStory,
    /// "When …, Dana wants to …, so …" (jobs to be done).
    JobStory,
}

impl Wording {
    /// All wordings.
    pub const ALL: [Self; 4] = [Self::PointOfView, Self::NeedStatement, Self::UserStory, Self::JobStory];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::PointOfView => "Point of view",
            Self::NeedStatement => "Need statement",
            Self::UserStory => "User story",
            Self::JobStory => "Job story",
        }
    }

    /// The need in this wording, a sentence with a full stop. What the need does not say is left out.
    pub fn sentence(self, need: &Need, persona: &Persona) -> String {
        let who = [&need.who, &persona.name].map(|name| name.trim()).into_iter().find(|name| !name.is_empty());
        let who = who.unwrap_or("They");
        let plural = ["i", "we", "you", "they"].contains(&who.to_lowercase().as_str());
        let verb = |one: &str, many: &str| if plural { many.to_owned() } else { one.to_owned() };
        let statement = bare(&need.statement);
        let statement = if statement.is_empty() { "…" } else { statement };
        let because = clause(" because ", &need.because, &["because "]);
        let when = strip(bare(&need.when), &["when "]);
        let so = strip(bare(&need.so_that), &["so that ", "so "]);
        let role = bare(&persona.role);
        let described = if need.who.trim().is_empty() && !role.is_empty() && who != "They" {
            format!("{who}, {},", uncapitalised(role))
        } else {
            who.to_owned()
        };
        let text = match self {
            Self::PointOfView => format!("{described} {} to {statement}{because}", verb("needs", "need")),
            Self::NeedStatement => {
                format!("{who} {} a way to {statement}{}", verb("needs", "need"), clause(" so that ", so, &[]))
            }
            Self::UserStory if is_third_person(&[statement, so]) => {
                format!("{described} {} to {statement}{}", verb("wants", "want"), clause(" so that ", so, &[]))
            }
            Self::UserStory => format!("As {described} I want to {statement}{}", clause(" so that ", so, &[])),
            Self::JobStory if when.is_empty() => {
                format!("{who} {} to {statement}{}", verb("wants", "want"), clause(", so ", so, &[]))
            }
            Self::JobStory => {
                format!("When {when}, {who} {} to {statement}{}", verb("wants", "want"), clause(", so ", so, &[]))
            }
        };
        let text = capitalised(&text);
        if text.ends_with(['.', '…', '?']) { text } else { format!("{text}.") }
    }
}

/// A hint for a need whose statement names a thing, such as "a dashboard": what would it be good for?
pub fn names_a_thing(statement: &str) -> Option<String> {
    let text = statement.trim().to_lowercase();
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let first = *words.first()?;
    let begins = ["a", "an", "the", "more", "better", "new", "some", "another", "less", "fewer", "no"].contains(&first);
    let is_thing =
        |word: &str| THINGS.contains(&word) || word.strip_suffix('s').is_some_and(|one| THINGS.contains(&one));
    // Some of the words are verbs as well: "report a fault", "filter by date".
    let stands_alone = words.len() == 1 || ["for", "with", "that", "which", "of", "in", "on"].contains(&words[1]);
    let named = begins || (is_thing(first) && (stands_alone || !ALSO_VERBS.contains(&first)));
    let thing = words.iter().find(|word| is_thing(word)).copied();
    let had = (["have", "get", "use", "see", "be"].contains(&first)) && words.len() <= 4;
    match thing {
        Some(thing) if named || had => Some(format!("“{thing}” is an answer. What does it let them do?")),
        None if begins => Some("A need is something to do. What would they do with it?".into()),
        _ => None,
    }
}

const THINGS: &[&str] = &[
    "account",
    "ai",
    "alert",
    "api",
    "app",
    "assistant",
    "banner",
    "bot",
    "button",
    "calendar",
    "chart",
    "chat",
    "chatbot",
    "checklist",
    "dashboard",
    "database",
    "device",
    "email",
    "export",
    "faq",
    "feature",
    "field",
    "filter",
    "form",
    "form",
    "hotline",
    "integration",
    "interface",
    "label",
    "login",
    "map",
    "menu",
    "message",
    "newsletter",
    "notification",
    "page",
    "panel",
    "plugin",
    "popup",
    "portal",
    "report",
    "screen",
    "search",
    "section",
    "service",
    "setting",
    "shortcut",
    "site",
    "software",
    "system",
    "tab",
    "table",
    "template",
    "tool",
    "toolbar",
    "tutorial",
    "video",
    "website",
    "widget",
    "wizard",
];
const ALSO_VERBS: &[&str] = &[
    "alert", "button", "chart", "chat", "email", "export", "field", "filter", "form", "label", "map", "message",
    "page", "report", "search", "service", "table", "tab",
];

/// Whether a sentence speaks of somebody by a pronoun, which does not go together with "I".
fn is_third_person(parts: &[&str]) -> bool {
    let pronouns = [
        "she",
        "he",
        "they",
        "her",
        "his",
        "hers",
        "their",
        "theirs",
        "them",
        "him",
        "herself",
        "himself",
        "themselves",
    ];
    let words = parts.iter().flat_map(|part| part.split(|c: char| !c.is_alphanumeric()));
    words.map(str::to_lowercase).any(|word| pronouns.contains(&word.as_str()))
}

fn clause(lead: &str, text: &str, known: &[&str]) -> String {
    let text = strip(bare(text), known);
    if text.is_empty() { String::new() } else { format!("{lead}{text}") }
}

/// A text without the words that the sentence brings itself.
fn strip<'a>(text: &'a str, known: &[&str]) -> &'a str {
    let start = |lead: &&str| text.get(..lead.len()).is_some_and(|start| start.eq_ignore_ascii_case(lead));
    known.iter().find(|lead| start(lead)).map_or(text, |lead| text[lead.len()..].trim_start())
}

/// A text without space and full stop at its ends.
fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ',', ';']).trim_end()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A role in the middle of a sentence: "Customer for six years" without its capital, "HR lead" with it.
fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}
