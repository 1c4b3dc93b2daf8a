//! Several people's maps become one.
//!
//! A [`Proposal`] says what would happen, lets a person decide what a program cannot know, and [`Proposal::apply`] makes the
//! map. Nothing is thrown away: every note of every map is in the result, by itself or as part of one with the same text.
//!
//! - The first map is the ground: its title, persona, quadrants and order stay, and what others say otherwise is reported.
//! - What has the same identifier and says the same is one; links and people of both stay. What has the same identifier and
//!   says something else is a [`Collision`]: both stay, the second with a new identifier.
//! - Quadrants and themes with the same title are one, whatever their identifiers; a quadrant also by its identifier alone.
//! - A map whose notes name nobody is taken for the map of one person, who becomes the `who` of its notes; that is what
//!   reach counts. In a map that names people, the map becomes the source of notes that have none. Versions of one map, which
//!   have its identifier or share notes, say nothing of the kind. [`Origin`] can be chosen for each map.
//! - Notes of different maps and quadrants lie where they lay only if the maps are versions of one; all others find free space.

mod group;
mod items;
mod join;
mod origin;
mod report;
mod weave;

pub use group::SameText;
pub use origin::Origin;
pub use report::Merged;

use std::path::Path;

use crate::model::{EmpathyMap, Problem, limits};

/// A map that is merged with others.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// What to call it in sentences, such as the name of its file.
    pub name: String,
    /// The map.
    pub map: EmpathyMap,
}

impl Source {
    /// The map of a file, called as the file is without its ending.
    pub fn of_file(path: &Path, map: EmpathyMap) -> Self {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let name = stem.strip_suffix(".empathy").unwrap_or(&stem).to_owned();
        Self { name, map }
    }
}

/// Two items that have one identifier and say different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision {
    /// What they are: "note", "theme", "need", …
    pub kind: &'static str,
    /// What the first one says.
    pub first: String,
    /// What the other one says, which gets a new identifier.
    pub other: String,
    /// The name of the map that the other one is from.
    pub source: String,
}

/// What merging some maps would do.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// How the notes of each map tell where they come from, in the order of the maps.
    pub origins: Vec<Origin>,
    /// Notes of one quadrant that say the same, and whether they shall become one; none of them until somebody says so.
    pub same_texts: Vec<SameText>,
    names: Vec<String>,
    counts: Vec<usize>,
    collisions: Vec<Collision>,
    remarks: Vec<String>,
    map: EmpathyMap,
    /// For each note of `map`, the maps that it stands in.
    found_in: Vec<Vec<usize>>,
}

impl Proposal {
    /// Looks at these maps. `new_id` makes another identifier each time.
    ///
    /// # Errors
    /// There is no map, or together they have more notes than a map can hold.
    pub fn new(sources: &[Source], new_id: &mut dyn FnMut() -> String) -> Result<Self, String> {
        let Some(first) = sources.first() else { return Err("There is no map to merge. Name two or more.".into()) };
        let woven = weave::weave(sources, first, new_id);
        if woven.map.notes.len() > limits::NOTES {
            return Err(format!(
                "The maps have {} notes together; {} is the limit. Merge fewer of them, or delete some notes.",
                woven.map.notes.len(),
                limits::NOTES
            ));
        }
        Ok(Self {
            origins: origin::guess(sources, &woven.is_version),
            same_texts: group::same_texts(&woven.map),
            names: sources.iter().map(|source| source.name.clone()).collect(),
            counts: sources.iter().map(|source| source.map.notes.len()).collect(),
            collisions: woven.collisions,
            remarks: woven.remarks,
            map: woven.map,
            found_in: woven.found_in,
        })
    }

    /// What has one identifier and says different things.
    pub fn collisions(&self) -> &[Collision] {
        &self.collisions
    }

    /// What the maps say differently, where the first one holds.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// Has all notes of the same text become one.
    pub fn join_all(&mut self) {
        self.same_texts.iter_mut().for_each(|same| same.is_joined = true);
    }

    /// How many notes the merged map will have.
    pub fn note_count(&self) -> usize {
        let joined = self.same_texts.iter().filter(|same| same.is_joined);
        self.map.notes.len() - joined.map(|same| same.notes.len().saturating_sub(1)).sum::<usize>()
    }

    /// The merged map, and what happened.
    ///
    /// # Errors
    /// The map would break a limit of the format; the sentence names it.
    pub fn apply(&self) -> Result<Merged, Problem> {
        let mut map = self.map.clone();
        for (note, found_in) in map.notes.iter_mut().zip(&self.found_in) {
            if let [only] = found_in.as_slice() {
                origin::mark(note, &self.origins[*only]);
            }
        }
        join::join(&mut map, self.same_texts.iter().filter(|same| same.is_joined));
        map.check()?;
        Ok(Merged { map, report: report::lines(self) })
    }
}
