//! What would come onto the map, and what would not.

use std::collections::BTreeMap;

use super::group::{Certainty, Corner, Group, Placed, Target};
use super::quadrants::Naming;
use super::words;
use crate::model::{Motivation, Need, Note, Persona, Point, Quadrant, Tension, limits};

/// What a file gives for a map: nothing is added yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// What a new map would be called.
    pub title: String,
    /// The identifier that the notes' map had, when this program exported it.
    pub map_id: String,
    /// The notes, in the order of the file.
    pub notes: Vec<NewNote>,
    /// What follows from the notes.
    pub conclusions: Conclusions,
    /// Whom a new map would be about.
    pub persona: Persona,
    /// Everything else that the file says, and why it is not among the notes.
    pub left_out: Vec<LeftOut>,
    /// What only a new map takes over, and why an open one does not.
    pub about_map: Vec<LeftOut>,
    /// The groups of the file and where their notes go.
    pub groups: Vec<Placed>,
    /// What a person should know before the notes are added, a sentence each.
    pub warnings: Vec<String>,
}

/// What follows from the notes of a file. Whatever names a note names its [`NewNote::place`]; identifiers are places, too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conclusions {
    /// What somebody needs.
    pub needs: Vec<Need>,
    /// What drives them.
    pub motivations: Vec<Motivation>,
    /// Which notes contradict each other.
    pub tensions: Vec<Tension>,
}

/// A note that would come.
#[derive(Clone, Debug, PartialEq)]
pub struct NewNote {
    /// The note without a theme. Its identifier is the file's when this program exported it, and empty otherwise.
    pub note: Note,
    /// The title of its theme; empty for none.
    pub theme: String,
    /// What somebody needs because of it, one statement each.
    pub needs: Vec<String>,
    /// Where in the file it stands, such as “line 3, column “Feels””.
    pub place: String,
}

/// Something of the file that would not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Where in the file it stands.
    pub place: String,
    /// What it says; empty for a whole column.
    pub text: String,
    /// Why it is left out, in a few words.
    pub reason: String,
}

/// What a file says, whatever its kind, before anybody decided where it goes.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    pub title: String,
    pub map_id: String,
    pub quadrants: Naming,
    pub pieces: Vec<Piece>,
    pub conclusions: Conclusions,
    pub persona: Persona,
    pub left_out: Vec<LeftOut>,
    pub about_map: Vec<LeftOut>,
    pub warnings: Vec<String>,
}

/// A text that can become a note.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The titles that it stands under, the outermost first.
    pub path: Vec<String>,
    /// Its middle, on a board.
    pub middle: Option<Point>,
    pub note: NewNote,
}

impl Piece {
    pub(super) fn new(text: impl Into<String>, place: impl Into<String>) -> Self {
        let note = Note::new("".into(), "".into(), text);
        let note = NewNote { note, theme: String::new(), needs: Vec::new(), place: place.into() };
        Self { path: Vec::new(), middle: None, note }
    }
}

impl LeftOut {
    pub(super) fn new(place: impl Into<String>, text: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { place: place.into(), text: text.into(), reason: reason.into() }
    }
}

/// What joins the titles of groups within groups.
const JOINT: &str = " / ";

/// Gives every piece its quadrant, as the choices say or as its titles suggest.
pub(super) fn place(reading: &Reading, chosen: &BTreeMap<Group, Target>, quadrants: &[Quadrant]) -> Preview {
    let mut preview = Preview {
        title: reading.title.clone(),
        map_id: reading.map_id.clone(),
        notes: Vec::with_capacity(reading.pieces.len()),
        conclusions: reading.conclusions.clone(),
        persona: reading.persona.clone(),
        left_out: reading.left_out.clone(),
        about_map: reading.about_map.clone(),
        groups: Vec::new(),
        warnings: reading.warnings.clone(),
    };
    let centre = centre(&reading.pieces);
    let mut places: BTreeMap<Group, usize> = BTreeMap::new();
    for piece in &reading.pieces {
        let mut note = piece.note.clone();
        let (group, above, below) = group(piece, centre, quadrants);
        let at = *places.entry(group.clone()).or_insert_with(|| {
            let mut placed = Placed::guess(group.clone(), quadrants);
            if let Some(target) = chosen.get(&group) {
                (placed.target, placed.certainty) = (target.clone(), Certainty::Chosen);
            }
            preview.groups.push(placed);
            preview.groups.len() - 1
        });
        let placed = &mut preview.groups[at];
        placed.notes += 1;
        let mut themes: Vec<&str> = below.iter().map(String::as_str).collect();
        note.note.quadrant = match &placed.target {
            Target::Quadrant(id) => id.clone(),
            Target::Theme(id) => {
                if let Group::Titled(title) = &group {
                    themes.insert(0, title);
                }
                id.clone()
            }
            Target::LeaveOut => {
                let reason = format!("“{group}” is left out");
                preview.left_out.push(LeftOut::new(note.place, note.note.text, reason));
                continue;
            }
        };
        themes.extend(Some(note.theme.as_str()).filter(|theme| !theme.is_empty()));
        themes.dedup();
        note.theme = themes.join(JOINT);
        let own = Some(note.note.source.as_str()).filter(|source| !source.is_empty());
        note.note.source = above.iter().map(String::as_str).chain(own).collect::<Vec<_>>().join(JOINT);
        take(&mut preview, note);
    }
    let told: Vec<String> = preview.groups.iter().filter_map(|placed| placed.warning(quadrants)).collect();
    preview.warnings.extend(told);
    preview
}

/// Adds the note when a map can hold it.
fn take(preview: &mut Preview, new: NewNote) {
    let reason = if new.note.text.is_empty() {
        "It has no text".to_owned()
    } else if is_too_long(&new) {
        format!("It has more than {} characters", limits::TEXT_CHARS)
    } else if preview.notes.len() >= limits::NOTES {
        format!("A map holds {} notes", limits::NOTES)
    } else {
        preview.notes.push(new);
        return;
    };
    preview.left_out.push(LeftOut::new(new.place, new.note.text, reason));
}

fn is_too_long(new: &NewNote) -> bool {
    let note = &new.note;
    let texts = [&note.text, &note.source, &note.author, &note.created, &new.theme];
    let mut texts = texts.into_iter().chain(&note.who).chain(&note.tags).chain(&new.needs);
    texts.any(|text| text.len() > limits::TEXT_CHARS && text.chars().count() > limits::TEXT_CHARS)
}

/// The group of a piece, and the titles around it and within it.
fn group<'p>(piece: &'p Piece, centre: Option<Point>, quadrants: &[Quadrant]) -> (Group, &'p [String], &'p [String]) {
    let path = piece.path.as_slice();
    if path.is_empty() {
        let corner = centre.zip(piece.middle).map(|(centre, at)| match (at.x < centre.x, at.y < centre.y) {
            (true, true) => Corner::TopLeft,
            (false, true) => Corner::TopRight,
            (true, false) => Corner::BottomLeft,
            (false, false) => Corner::BottomRight,
        });
        return (corner.map_or(Group::Loose, Group::Corner), &[], &[]);
    }
    let known = path.iter().position(|title| words::quadrant(title, quadrants).is_some());
    let known = known.or_else(|| path.iter().position(|title| words::is_quadrant_title(title)));
    let at = known.unwrap_or(0);
    (Group::Titled(path[at].clone()), &path[..at], &path[at + 1..])
}

/// The middle of a board whose pieces stand in no area.
fn centre(pieces: &[Piece]) -> Option<Point> {
    if pieces.iter().any(|piece| !piece.path.is_empty()) {
        return None;
    }
    let middles = || pieces.iter().filter_map(|piece| piece.middle);
    let middle = |of: fn(Point) -> f64| {
        let (low, high) = middles().map(of).fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| (l.min(x), h.max(x)));
        (low < high).then_some((low + high) / 2.0)
    };
    match (middle(|at| at.x), middle(|at| at.y)) {
        (None, None) => None,
        // All in one line: the other direction says nothing.
        (x, y) => Some(Point { x: x.unwrap_or(f64::INFINITY), y: y.unwrap_or(f64::INFINITY) }),
    }
}
