//! The rules that every map obeys, whoever made it: a file, an edit or another person.

use std::collections::HashSet;
use std::fmt;

use super::{Cause, EmpathyMap, Extra, NoteId};

/// Limits of a map, each from the file format.
pub mod limits {
    /// Bytes of a map file.
    pub const FILE_BYTES: u64 = 64 << 20;
    /// Notes on a map.
    pub const NOTES: usize = 20_000;
    /// Characters of any one text.
    pub const TEXT_CHARS: usize = 10_000;
    /// Levels of nesting in a map file.
    pub const DEPTH: usize = 128;
    /// Levels of causes behind a need: each is an object in a list, so that the file stays within [`DEPTH`].
    pub const CAUSE_LEVELS: usize = 62;
    /// Bytes of unknown keys and their values in a whole map.
    pub const EXTRA_BYTES: usize = 1 << 20;
}

/// A rule that a map breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(String);

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Problem {}

impl EmpathyMap {
    /// Checks every rule of the format: unique non-empty ids, references that lead somewhere, finite places, the limits.
    ///
    /// # Errors
    /// The first broken rule, in a sentence that names the item.
    pub fn check(&self) -> Result<(), Problem> {
        let mut rules = Rules { map: self, notes: HashSet::new(), extra_bytes: 0 };
        rules.run()
    }

    /// Drops every reference that leads nowhere, and empty tensions with them; returns a sentence for each.
    ///
    /// A note in an unknown quadrant is not mended here: that is an error of the file.
    pub fn drop_dangling(&mut self) -> Vec<String> {
        drop_dangling(self)
    }
}

struct Rules<'a> {
    map: &'a EmpathyMap,
    notes: HashSet<&'a str>,
    extra_bytes: usize,
}

fn problem<T>(text: String) -> Result<T, Problem> {
    Err(Problem(text))
}

/// Whether every text of a map may look like this: not too long, and without the control characters that no file holds.
pub fn is_text(text: &str) -> bool {
    !is_too_long(text) && !text.bytes().any(is_control)
}

/// Whether something can be the identifier of an item: a text that is not empty.
pub fn is_id(text: &str) -> bool {
    !text.is_empty() && is_text(text)
}

/// Whether a byte of a text is a control character that no file holds.
fn is_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\n' | b'\t')
}

fn unique<'a>(kind: &str, ids: impl Iterator<Item = &'a str>) -> Result<HashSet<&'a str>, Problem> {
    let mut seen = HashSet::with_capacity(ids.size_hint().0);
    for id in ids {
        if !is_id(id) {
            return problem(format!("The id of an item of “{kind}” is empty, too long or holds control characters."));
        }
        if !seen.insert(id) {
            return problem(format!("Two items of “{kind}” have the id “{id}”."));
        }
    }
    Ok(seen)
}

impl<'a> Rules<'a> {
    fn run(&mut self) -> Result<(), Problem> {
        let map = self.map;
        if map.notes.len() > limits::NOTES {
            return problem(format!("The map has {} notes; {} is the limit.", map.notes.len(), limits::NOTES));
        }
        if map.quadrants.is_empty() {
            return problem("The map has no quadrants.".into());
        }
        self.notes = unique("notes", map.notes.iter().map(|note| note.id.as_str()))?;
        let quadrants = unique("quadrants", map.quadrants.iter().map(|quadrant| quadrant.id.as_str()))?;
        let themes = unique("themes", map.themes.iter().map(|theme| theme.id.as_str()))?;
        let motivations = unique("motivations", map.motivations.iter().map(|motivation| motivation.id.as_str()))?;
        let tensions = unique("tensions", map.tensions.iter().map(|tension| tension.id.as_str()))?;
        let needs = unique("needs", map.needs.iter().map(|need| need.id.as_str()))?;
        unique("comments", map.comments.iter().map(|comment| comment.id.as_str()))?;

        if map.id.as_ref().is_some_and(|id| !is_id(id.as_str())) {
            return problem("The id of the map is empty, too long or holds control characters.".into());
        }
        self.texts("map", [&map.title, &map.created])?;
        let persona = &map.persona;
        self.texts("persona", [&persona.name, &persona.role, &persona.scenario, &persona.goal, &persona.about])?;
        self.extra(&map.extra);
        self.extra(&persona.extra);
        for quadrant in &map.quadrants {
            self.texts(quadrant.id.as_str(), [&quadrant.title, &quadrant.prompt])?;
            self.extra(&quadrant.extra);
        }
        for theme in &map.themes {
            self.texts(theme.id.as_str(), [&theme.title])?;
            self.extra(&theme.extra);
        }
        for note in &map.notes {
            self.texts(note.id.as_str(), [&note.text, &note.source, &note.author, &note.created])?;
            self.texts(note.id.as_str(), note.who.iter().chain(&note.tags).chain(note.votes.keys()))?;
            if !quadrants.contains(note.quadrant.as_str()) {
                return problem(format!(
                    "The note “{}” lies in “{}”, which is no quadrant of the map.",
                    note.id, note.quadrant
                ));
            }
            if note.at.is_some_and(|at| !at.x.is_finite() || !at.y.is_finite()) {
                return problem(format!("The place of the note “{}” is not a finite number.", note.id));
            }
            if note.theme.as_ref().is_some_and(|theme| !themes.contains(theme.as_str())) {
                return problem(format!("The note “{}” names a theme that does not exist.", note.id));
            }
            self.extra(&note.extra);
            self.extra(&note.at_extra);
        }
        for tension in &map.tensions {
            if tension.this.is_empty() || tension.but.is_empty() {
                return problem(format!("The tension “{}” needs a note on each side.", tension.id));
            }
            self.texts(tension.id.as_str(), [&tension.insight])?;
            self.links(tension.id.as_str(), &[&tension.this, &tension.but])?;
            self.extra(&tension.extra);
        }
        for need in &map.needs {
            let plan = &need.plan;
            self.texts(need.id.as_str(), [&need.who, &need.statement, &need.because, &need.when, &need.so_that])?;
            self.texts(need.id.as_str(), [&plan.awareness, &plan.acknowledgment, &plan.action, &plan.advocacy])?;
            self.texts(need.id.as_str(), &need.met_when)?;
            self.links(need.id.as_str(), &[&need.supports, &need.contradicts])?;
            if let Some(lost) = need.motivations.iter().find(|id| !motivations.contains(id.as_str())) {
                return problem(format!("The need “{}” names the motivation “{lost}”, which does not exist.", need.id));
            }
            self.causes(need.id.as_str(), &need.causes, 1)?;
            self.extra(&need.extra);
            self.extra(&plan.extra);
        }
        for motivation in &map.motivations {
            self.texts(motivation.id.as_str(), [&motivation.statement])?;
            self.links(motivation.id.as_str(), &[&motivation.supports, &motivation.contradicts])?;
            self.extra(&motivation.extra);
        }
        for comment in &map.comments {
            self.texts(comment.id.as_str(), [&comment.text, &comment.author, &comment.created])?;
            let items = [&self.notes, &quadrants, &themes, &motivations, &tensions, &needs];
            if !comment.on.is_empty() && !items.iter().any(|items| items.contains(comment.on.as_str())) {
                return problem(format!("The comment “{}” is on “{}”, which does not exist.", comment.id, comment.on));
            }
            self.extra(&comment.extra);
        }
        if self.extra_bytes > limits::EXTRA_BYTES {
            return problem(format!(
                "Unknown keys take {} bytes; {} is the limit.",
                self.extra_bytes,
                limits::EXTRA_BYTES
            ));
        }
        Ok(())
    }

    fn texts<'t>(&self, owner: &str, texts: impl IntoIterator<Item = &'t String>) -> Result<(), Problem> {
        if texts.into_iter().any(|text| is_too_long(text)) {
            return problem(format!("A text of “{owner}” is longer than {} characters.", limits::TEXT_CHARS));
        }
        Ok(())
    }

    fn links(&self, owner: &str, lists: &[&Vec<NoteId>]) -> Result<(), Problem> {
        for list in lists {
            let mut seen = HashSet::new();
            for id in *list {
                if !self.notes.contains(id.as_str()) {
                    return problem(format!("“{owner}” names the note “{id}”, which does not exist."));
                }
                if !seen.insert(id) {
                    return problem(format!("“{owner}” names the note “{id}” twice."));
                }
            }
        }
        Ok(())
    }

    fn causes(&mut self, owner: &str, causes: &[Cause], level: usize) -> Result<(), Problem> {
        if level > limits::CAUSE_LEVELS && !causes.is_empty() {
            let levels = limits::CAUSE_LEVELS;
            return problem(format!("The causes of “{owner}” are nested deeper than {levels} levels."));
        }
        for cause in causes {
            self.texts(owner, [&cause.text])?;
            self.extra(&cause.extra);
            self.causes(owner, &cause.causes, level + 1)?;
        }
        Ok(())
    }

    fn extra(&mut self, extra: &Extra) {
        self.extra_bytes += extra.byte_len();
    }
}

fn is_too_long(text: &str) -> bool {
    // A character takes at least a byte, so that most texts need no counting.
    text.len() > limits::TEXT_CHARS && text.chars().count() > limits::TEXT_CHARS
}

/// What was dropped: the first ones in a sentence each, the rest as a number, for a broken file can hold millions.
#[derive(Default)]
struct Dropped {
    first: Vec<String>,
    more: usize,
}

impl Dropped {
    /// Sentences at most.
    const TOLD: usize = 100;

    fn say(&mut self, sentence: impl FnOnce() -> String) {
        if self.first.len() < Self::TOLD {
            self.first.push(sentence());
        } else {
            self.more += 1;
        }
    }

    fn sentences(mut self) -> Vec<String> {
        if self.more > 0 {
            self.first.push(format!("{} more of this kind; dropped as well.", self.more));
        }
        self.first
    }
}

fn drop_dangling(map: &mut EmpathyMap) -> Vec<String> {
    let mut dropped = Dropped::default();
    let notes: HashSet<NoteId> = map.notes.iter().map(|note| note.id.clone()).collect();
    let themes: HashSet<_> = map.themes.iter().map(|theme| theme.id.clone()).collect();
    let motivations: HashSet<_> = map.motivations.iter().map(|motivation| motivation.id.clone()).collect();

    for note in &mut map.notes {
        if let Some(theme) = note.theme.take_if(|theme| !themes.contains(theme)) {
            dropped.say(|| format!("The note “{}” named the theme “{theme}”, which does not exist; dropped.", note.id));
        }
    }
    let mut keep_notes = |owner: &str, list: &mut Vec<NoteId>| {
        let mut seen = HashSet::new();
        list.retain(|id| {
            let exists = notes.contains(id);
            if !exists {
                dropped.say(|| format!("“{owner}” named the note “{id}”, which does not exist; dropped."));
            }
            exists && seen.insert(id.clone())
        });
    };
    for need in &mut map.needs {
        keep_notes(need.id.as_str(), &mut need.supports);
        keep_notes(need.id.as_str(), &mut need.contradicts);
    }
    for motivation in &mut map.motivations {
        keep_notes(motivation.id.as_str(), &mut motivation.supports);
        keep_notes(motivation.id.as_str(), &mut motivation.contradicts);
    }
    for tension in &mut map.tensions {
        keep_notes(tension.id.as_str(), &mut tension.this);
        keep_notes(tension.id.as_str(), &mut tension.but);
    }
    map.tensions.retain(|tension| {
        let whole = !tension.this.is_empty() && !tension.but.is_empty();
        if !whole {
            dropped.say(|| format!("The tension “{}” had no note left on one side; dropped.", tension.id));
        }
        whole
    });
    for need in &mut map.needs {
        let mut seen = HashSet::new();
        need.motivations.retain(|id| {
            let exists = motivations.contains(id);
            if !exists {
                dropped.say(|| {
                    format!("The need “{}” named the motivation “{id}”, which does not exist; dropped.", need.id)
                });
            }
            exists && seen.insert(id.clone())
        });
    }
    if map.comments.is_empty() {
        return dropped.sentences();
    }
    let items: HashSet<&str> = (map.notes.iter().map(|note| note.id.as_str()))
        .chain(map.themes.iter().map(|theme| theme.id.as_str()))
        .chain(map.tensions.iter().map(|tension| tension.id.as_str()))
        .chain(map.needs.iter().map(|need| need.id.as_str()))
        .chain(map.motivations.iter().map(|motivation| motivation.id.as_str()))
        .chain(map.quadrants.iter().map(|quadrant| quadrant.id.as_str()))
        .collect();
    for comment in &mut map.comments {
        if !comment.on.is_empty() && !items.contains(comment.on.as_str()) {
            dropped.say(|| {
                format!(
                    "The comment “{}” was on “{}”, which does not exist; it now stands alone.",
                    comment.id, comment.on
                )
            });
            comment.on.clear();
        }
    }
    dropped.sentences()
}
