//! Reads maps, says what merging them would do, and merges them, on a thread of its own.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;

use crate::app::clock;
use crate::app::files::read_map;
use crate::app::latest::Latest;
use crate::file::Fs;
use crate::merge::{Origin, Proposal, Source};
use crate::model::{EmpathyMap, MapId, Quadrant};

/// What is to be done.
pub(super) enum Question {
    /// What would come of these files?
    Look(Vec<PathBuf>),
    /// Make the map.
    Merge(Box<Proposal>),
}

/// What came of it.
pub(super) enum Answer {
    Seen(Box<Seen>),
    Merged(Result<Box<EmpathyMap>, String>),
}

/// What would come of some files.
pub(super) struct Seen {
    pub paths: Vec<PathBuf>,
    /// What each file is, or why it cannot be read.
    pub files: Vec<Result<SeenMap, String>>,
    /// What was mended while they were read.
    pub warnings: Vec<String>,
    /// The quadrants of all maps.
    pub quadrants: Vec<Quadrant>,
    /// What merging the maps would do, or why they cannot become one; nothing for fewer than two.
    pub proposal: Option<Result<Proposal, String>>,
    /// How each map would tell where its notes come from if nobody chose otherwise.
    pub guessed: Vec<Origin>,
}

impl Seen {
    /// The files that hold a map, in their order.
    pub fn readable(&self) -> Vec<&PathBuf> {
        let files = self.paths.iter().zip(&self.files);
        files.filter(|(_, file)| file.is_ok()).map(|(path, _)| path).collect()
    }
}

/// A map that can be merged.
pub(super) struct SeenMap {
    pub name: String,
    pub notes: usize,
}

/// A map and what was mended in it, or why there is none.
type Known = Result<(Source, Vec<String>), String>;

/// A thread that reads these files once.
pub(super) fn sources(ctx: &egui::Context, fs: Arc<dyn Fs>) -> Latest<Question, Answer> {
    let mut known: HashMap<PathBuf, Known> = HashMap::new();
    Latest::start(ctx.clone(), move |question, progress| match question {
        Question::Look(paths) => {
            for path in &paths {
                progress.tell(0.0).ok()?;
                known.entry(path.clone()).or_insert_with(|| read(&*fs, path));
            }
            let files: Vec<&Known> = paths.iter().filter_map(|path| known.get(path)).collect();
            let seen = look_at(&files);
            Some(Answer::Seen(Box::new(Seen { paths, ..seen })))
        }
        Question::Merge(proposal) => Some(Answer::Merged(match proposal.apply() {
            Ok(merged) => Ok(Box::new(merged.map)),
            Err(problem) => Err(format!("The maps cannot become one: {problem}")),
        })),
    })
}

fn read(fs: &dyn Fs, path: &Path) -> Known {
    let parsed = read_map(fs, path)?;
    let source = Source::of_file(path, parsed.map);
    let warnings = parsed.warnings.iter().map(|warning| format!("{}: {warning}", source.name)).collect();
    Ok((source, warnings))
}

fn look_at(files: &[&Known]) -> Seen {
    let seen = |known: &&Known| match known {
        Ok((source, _)) => Ok(SeenMap { name: source.name.clone(), notes: source.map.notes.len() }),
        Err(reason) => Err(reason.clone()),
    };
    let read = || files.iter().filter_map(|known| known.as_ref().ok());
    let sources: Vec<Source> = read().map(|(source, _)| source.clone()).collect();
    let mut new_id = || clock::new_id(MapId::from_parts).to_string();
    let proposal = (sources.len() > 1).then(|| Proposal::new(&sources, &mut new_id));
    let guessed = match &proposal {
        Some(Ok(proposal)) => proposal.origins.clone(),
        _ => Vec::new(),
    };
    Seen {
        paths: Vec::new(),
        files: files.iter().map(seen).collect(),
        warnings: read().flat_map(|(_, warnings)| warnings).cloned().collect(),
        quadrants: sources.into_iter().flat_map(|source| source.map.quadrants).collect(),
        proposal,
        guessed,
    }
}
